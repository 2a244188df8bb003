// RFC 7427: Signature Authentication in IKEv2.

#include <algorithm>
#include <array>

#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

bool signs_digitally(const Tunnel& tunnel)
{
    const auto* authentication = tunnel.signature();
    return authentication != nullptr && authentication->method == static_cast<std::uint8_t>(AuthenticationMethod::digital_signature);
}

// Neither an IKE SA nor a refusal that can be read.
bool says_nothing(const Tunnel& tunnel) { return !tunnel.is_established() && !tunnel.answer().is_refusal(); }

// Auth Method 14 is used only where both sides sent SIGNATURE_HASH_ALGORITHMS.
Finding digital_signature_only_where_agreed(Bench& bench)
{
    const auto expected = "another Auth Method than 14, or no IKE SA";
    Finding finding;
    for (const auto& hashes : {std::vector<std::uint16_t>{}, all_hashes}) {
        auto tunnel = tried_tunnel(bench, hashes);
        const bool is_wrong = signs_digitally(tunnel) && !tunnel.both_sent_hashes();
        if (says_nothing(tunnel)) { return inconclusive(bench, tunnel.answer(), "no-refusal", expected); }
        const auto code = tunnel.is_established() ? "consistent" : "refused";
        finding = is_wrong ? fail(bench, tunnel.answer(), "digital-signature-not-agreed", expected)
                           : pass(bench, tunnel.answer(), code, expected);
        tunnel.leave();
        if (is_wrong) { break; }
    }
    return finding;
}

// A Digital Signature uses a hash algorithm that the client listed.
Finding hash_is_one_of_those_listed(Bench& bench)
{
    const auto expected = "an AlgorithmIdentifier whose hash is the one in our SIGNATURE_HASH_ALGORITHMS, or no Digital Signature";
    Finding finding;
    for (const auto hash : all_hashes) {
        auto tunnel = tried_tunnel(bench, {hash});
        tunnel.leave();
        if (says_nothing(tunnel)) { return inconclusive(bench, tunnel.answer(), "no-refusal", expected); }
        finding = pass(bench, tunnel.answer(), tunnel.is_established() ? "no-digital-signature" : "refused", expected);
        if (!signs_digitally(tunnel)) { continue; }
        const auto identifier =
            peers::ike::algorithm_identifier_of(*tunnel.signature());
        const auto scheme = identifier ? crypto::scheme_of(*identifier) : std::nullopt;
        if (!identifier) { return fail(bench, tunnel.answer(), "malformed", expected); }
        if (!scheme) { return inconclusive(bench, tunnel.answer(), "algorithm-unknown", expected); }
        if (static_cast<std::uint16_t>(scheme->hash) != hash) {
            finding = fail(bench, tunnel.answer(), "hash-not-listed", expected);
            finding.observed = crypto::to_string(*scheme) + ", where hash algorithm " + std::to_string(hash) + " alone was listed";
            return finding;
        }
        finding.code = "listed";
        finding.observed = crypto::to_string(*scheme);
    }
    return finding;
}

const std::array table{
    Probe{"rfc7427/3/digital-signature-only-where-agreed", digital_signature_only_where_agreed, &tunnel_is_established},
    Probe{"rfc7427/4/hash-was-listed", hash_is_one_of_those_listed, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7427_probes() { return table; }

}  // namespace conformance::probes::ike
