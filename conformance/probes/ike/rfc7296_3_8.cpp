// RFC 7296, Section 3.8, with RFC 4754 and RFC 7427: the Auth Method of the gateway's certificate.

#include <array>

#include "crypto/certificate.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using Method = AuthenticationMethod;

// Whether a key of this kind can sign so. Nothing for a method that is no signature of a certificate's key, or not known here.
std::optional<bool> fits(std::uint8_t method, const crypto::Certificate& certificate)
{
    const auto is_ecdsa_of = [&](std::size_t bits) { return certificate.key_algorithm == "ECDSA" && certificate.key_bits == bits; };
    switch (static_cast<Method>(method)) {
        case Method::rsa_signature: return certificate.key_algorithm == "RSA";
        case Method::dss_signature: return certificate.key_algorithm == "DSA";
        case Method::ecdsa_p256: return is_ecdsa_of(256);
        case Method::ecdsa_p384: return is_ecdsa_of(384);
        case Method::ecdsa_p521: return is_ecdsa_of(521);
        case Method::digital_signature: return true;
        default: return std::nullopt;
    }
}

Finding judge(Bench& bench, const Tunnel& tunnel)
{
    const auto expected = "an Auth Method that the key of the first certificate can sign by";
    const auto certificates = tunnel.certificates();
    const auto* authentication = tunnel.signature();
    const auto certificate = certificates.empty() ? std::nullopt : crypto::Certificate::read(certificates.front());
    const auto fitting = certificate && authentication != nullptr ? fits(authentication->method, *certificate) : std::nullopt;
    if (!fitting) { return inconclusive(bench, tunnel.answer(), "not-judged", expected); }
    auto finding = *fitting ? pass(bench, tunnel.answer(), "fits", expected)
                            : fail(bench, tunnel.answer(), "method-of-another-key", expected);
    finding.observed = "Auth Method " + std::to_string(authentication->method) + ", " + auth_method_name(authentication->method) +
                       ", beside a key of " + certificate->key_algorithm + " with " + std::to_string(certificate->key_bits) + " bits";
    return finding;
}

// The gateway's Auth Method is one that its certificate's key signs by: 1 with RSA, 9 to 11 with ECDSA of the curve, 14 with any.
Finding auth_method_fits_the_key(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        auto finding = judge(here, tunnel);
        if (finding.verdict != Verdict::pass) { return finding; }
        // Without SIGNATURE_HASH_ALGORITHMS a gateway may find no method for either key; then it said nothing of its own.
        auto older = tried_tunnel(here, {});
        if (!older.is_established()) { return finding; }
        older.leave();
        return judge(here, older);
    });
}

const std::array table{
    Probe{"rfc7296/3.8/auth-method-fits-the-key", auth_method_fits_the_key, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_3_8_probes() { return table; }

}  // namespace conformance::probes::ike
