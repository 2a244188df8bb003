// RFC 7296, Section 2.15: Authentication of the IKE SA.

#include <algorithm>
#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/rows.h"
#include "probes/ike/sealed_to_us.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using crypto::SignatureCheck;

// The gateway's AUTH is its signature over its IKE_SA_INIT response, the client's nonce and prf(SK_pr, IDr), by its certificate's key.
Finding auth_of_the_responder_is_valid(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const auto expected = "an AUTH that verifies with the key of a certificate beside it";
        const auto certificates = tunnel.certificates();
        if (certificates.empty()) { return inconclusive(here, tunnel.answer(), "no-certificate", expected); }
        bool is_bad = true;
        for (const auto& one : certificates) {
            const auto verified = tunnel.verify_with(one);
            if (verified.check == SignatureCheck::good) {
                auto finding = pass(here, tunnel.answer(), "valid", expected);
                finding.observed = crypto::to_string(*verified.scheme);
                return finding;
            }
            is_bad = is_bad && verified.check == SignatureCheck::bad;
        }
        return is_bad ? fail(here, tunnel.answer(), "auth-invalid", expected)
                      : inconclusive(here, tunnel.answer(), "algorithm-unknown", expected);
    });
}

enum class Spoiled { signature, octets };

// An IKE_AUTH that is right but for its AUTH.
Tunnel wrongly_authenticated(Bench& bench, Spoiled spoiled)
{
    auto tunnel = half_open_tunnel(bench);
    auto request = tunnel.ike_auth();
    if (spoiled == Spoiled::octets) {
        // Signed by the right key, over another identity than the one sent.
        for (auto& one : request.payloads) {
            auto* id = std::get_if<Identification>(&one.body);
            if (id == nullptr) { continue; }
            const auto sent = *id;
            id->data.push_back(0);
            tunnel.sign(request);
            *id = sent;
        }
    } else {
        for (auto& one : request.payloads) {
            if (auto* authentication = std::get_if<Authentication>(&one.body)) { authentication->data.back() ^= 1; }
        }
    }
    tunnel.authenticate(request);
    return tunnel;
}

// An IKE_AUTH whose AUTH does not verify makes no IKE SA.
Finding wrong_auth_makes_no_ike_sa(Bench& bench)
{
    const auto expected = "neither IDr with AUTH, nor an answer to a request under the keys of that IKE SA";
    Finding finding;
    for (const auto spoiled : {Spoiled::signature, Spoiled::octets}) {
        auto tunnel = wrongly_authenticated(bench, spoiled);
        if (tunnel.is_established()) {
            finding = fail(bench, tunnel.answer(), "established", expected);
            tunnel.leave();
            return finding;
        }
        const auto later = tunnel.exchange(tunnel.informational(), false);
        if (later.opened && !later.is_refusal()) { return fail(bench, later, "served", expected); }
        finding = resting_on_absence(pass(bench, tunnel.answer(), "refused", expected));
    }
    return finding;
}

// A wrong AUTH is refused with AUTHENTICATION_FAILED in the protected response.
Finding wrong_auth_is_refused_by_name(Bench& bench)
{
    const auto expected = "AUTHENTICATION_FAILED inside SK";
    auto tunnel = wrongly_authenticated(bench, Spoiled::signature);
    const auto& answer = tunnel.answer();
    if (tunnel.is_established()) {
        auto finding = inconclusive(bench, answer, "established", expected);
        tunnel.leave();
        return finding;
    }
    if (answer.notify(NotifyType::authentication_failed) != nullptr) { return pass(bench, answer, "refused-by-notify:24", expected); }
    if (is_sealed_to_us(answer)) { return inconclusive(bench, answer, "cannot-decrypt", expected); }
    if (answer.opened && !answer.is_refusal()) { return inconclusive(bench, answer, "no-refusal", expected); }
    auto finding = pass(bench, answer, answer.opened ? "other-refusal" : "silent", expected);
    finding.advisories.push_back({"no-authentication-failed", "A failed authentication was not answered with AUTHENTICATION_FAILED",
                                  "RFC 7296, Section 2.21.2", true});
    return finding;
}

// After a retry for COOKIE or INVALID_KE_PAYLOAD the AUTH payload covers the last IKE_SA_INIT request.
Finding auth_covers_the_last_request(Bench& bench)
{
    const auto expected = "an IKE SA, and an AUTH of the gateway that verifies, after a request that lacked the right group";
    const auto row = known_row(bench);
    const auto other = group_outside(bench, row);
    auto offer = peers::ike::offer_of(row);
    offer.proposals.front().transforms.push_back(transform(TransformType::key_exchange_method, other));
    const auto request = [&](Initiator& peer, std::uint16_t group) {
        auto message = peer.ike_sa_init(offer, group);
        message.payloads.push_back(peers::ike::signature_hash_algorithms(all_hashes));
        return message;
    };

    Initiator peer{bench, tunnel_port(bench)};
    const auto first = peer.exchange(request(peer, other));
    if (first.accepted()) { (void)peer.conclude_once(first); }
    if (first.wanted_group() != row.group) { throw Unmet{"no INVALID_KE_PAYLOAD asks for the row's group: " + first.text(bench.registries)}; }
    auto second = peer.exchange(request(peer, row.group));
    if (!second.accepted()) { throw Unmet{"the retry is not accepted: " + second.text(bench.registries)}; }

    Tunnel tunnel{bench, std::move(peer), std::move(second), true};
    tunnel.authenticate(tunnel.ike_auth());
    if (!tunnel.is_established()) {
        return not_taken(bench, tunnel, expected);
    }
    tunnel.leave();
    const auto certificates = tunnel.certificates();
    const bool is_bad = std::ranges::all_of(certificates, [&](const auto& one) { return tunnel.verify_with(one).check == SignatureCheck::bad; });
    return is_bad && !certificates.empty() ? fail(bench, tunnel.answer(), "auth-invalid", expected)
                                           : pass(bench, tunnel.answer(), "established", expected);
}

const std::array table{
    Probe{"rfc7296/2.15/auth-of-the-responder", auth_of_the_responder_is_valid, &tunnel_is_established},
    Probe{"rfc7296/2.15/wrong-auth-makes-no-ike-sa", wrong_auth_makes_no_ike_sa, &signature_opens_a_tunnel},
    Probe{"rfc7296/2.15/auth-covers-the-last-request", auth_covers_the_last_request, &tunnel_is_established},
    Probe{"rfc7296/2.21.2/wrong-auth-refused-by-name", wrong_auth_is_refused_by_name, &signature_opens_a_tunnel},
};

}  // namespace

std::span<const Probe> rfc7296_2_15_probes() { return table; }

}  // namespace conformance::probes::ike
