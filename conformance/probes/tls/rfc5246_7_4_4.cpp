// RFC 5246, Section 7.4.4: Certificate Request; and what RFC 9155, Section 3, says of it.

#include <algorithm>
#include <array>

#include "crypto/distinguished_name.h"
#include "probes/tls/expect.h"
#include "probes/tls/handshake.h"
#include "probes/tls/tables.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

// Nothing when none is asked for up to TLS 1.2, or no first flight comes.
std::optional<peers::tls::Session> asked(Bench& bench, Answer& answer)
{
    const auto offer = known_hello_up_to_1_2(bench);
    Engine engine{bench};
    greet(engine, engine.client_hello(offer.version, {offer.suite}));
    answer = engine.answer;
    if (!engine.session.certificate_requested) {
        return std::nullopt;
    }
    return std::move(engine.session);
}

std::string fault_of(const peers::tls::Session& session)
{
    const auto& request = session.certificate_request;
    if (!request) {
        return "its lengths do not add up";
    }
    if (request->certificate_types.empty()) {
        return "no certificate_types";
    }
    if (session.version >= tls_1_2 && request->schemes.empty()) {
        return "no supported_signature_algorithms";
    }
    const auto& names = request->authorities;
    const auto wrong = std::ranges::find_if_not(
        names, [](const auto& name) { return crypto::is_distinguished_name(name); });
    return wrong == names.end() ? "" : "not a distinguished name in DER: " + hex(*wrong);
}

// A CertificateRequest lists at least one certificate type, from TLS 1.2 on one pair of hash and
// signature, and names in DER.
Finding certificate_request_is_well_formed(Bench& bench)
{
    const std::string expected = "types, pairs and names that can be read";
    Answer answer;
    const auto session = asked(bench, answer);
    if (!session) {
        return nothing_to_judge(expected, "no client certificate is asked for", answer);
    }
    const auto fault = fault_of(*session);
    if (!fault.empty()) {
        return conformance::fail("malformed", expected, fault, answer.frames);
    }
    return conformance::pass(
        "well-formed", expected,
        std::to_string(session->certificate_request->authorities.size()) + " names", answer.frames);
}

// A CertificateRequest of TLS 1.2 lists no pair with MD5 or SHA-1.
Finding certificate_request_lists_no_broken_hash(Bench& bench)
{
    const std::string expected = "no pair with MD5 or SHA-1";
    Answer answer;
    const auto session = asked(bench, answer);
    if (!session || session->version < tls_1_2) {
        return nothing_to_judge(expected, "no client certificate is asked for in TLS 1.2", answer);
    }
    std::string broken;
    for (const auto scheme : session->requested_schemes) {
        if (has_broken_hash(scheme)) {
            broken += (broken.empty() ? "" : ", ") + signature_scheme_name(scheme);
        }
    }
    auto finding = conformance::pass("not-listed", expected, "none is listed", answer.frames);
    if (broken.empty()) {
        return finding;
    }
    finding.observed = "listed: " + broken;
    return unmet_should(std::move(finding), "broken-hash", "listed: " + broken,
                        "RFC 9155, Section 3");
}

const std::array table{
    Probe{"rfc5246/7.4.4/certificate-request-well-formed", certificate_request_is_well_formed,
          &tls_hello_is_accepted},
    Probe{"rfc9155/3/broken-hash-not-requested", certificate_request_lists_no_broken_hash,
          &tls_hello_is_accepted},
};

}  // namespace

std::span<const Probe> rfc5246_7_4_4_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
