// RFC 7296, Sections 2.16 and 3.16: Extensible Authentication Protocol Methods; RFC 5998.

#include <algorithm>
#include <array>

#include "probes/ike/eap.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using crypto::SignatureCheck;

// What a probe finds in the answer, after which EAP is ended: nothing stays half open.
Finding in_attempt(Bench& bench, Finding (*judge)(Bench&, const EapAttempt&),
                   std::vector<Payload> extra = {})
{
    EapAttempt attempt{bench, std::move(extra)};
    auto finding = judge(bench, attempt);
    (void)attempt.give_up();
    return finding;
}

// By the AUTH beside the EAP payload; nothing: it verifies.
std::optional<Finding> flaw_of_its_proof(Bench& bench, const EapAttempt& attempt,
                                         const std::string& expected)
{
    const auto& answer = attempt.answer();
    if (attempt.find(PayloadType::authentication) == nullptr) {
        return fail(bench, answer, "no-auth", expected);
    }
    if (attempt.find(PayloadType::identification_responder) == nullptr) {
        return fail(bench, answer, "no-identity", expected);
    }
    const auto* body =
        std::get_if<Authentication>(&attempt.find(PayloadType::authentication)->body);
    constexpr std::uint8_t shared_key = 2;
    if (body != nullptr && body->method == shared_key) {
        return fail(bench, answer, "not-a-signature", expected);
    }
    const auto certificates = attempt.certificates();
    if (certificates.empty()) {
        return inconclusive(bench, answer, "no-certificate", expected);
    }
    const auto is = [&](SignatureCheck wanted) {
        return [&attempt, wanted](const Octets& one) { return attempt.verify_with(one) == wanted; };
    };
    if (std::ranges::any_of(certificates, is(SignatureCheck::good))) {
        return std::nullopt;
    }
    return std::ranges::all_of(certificates, is(SignatureCheck::bad))
               ? fail(bench, answer, "auth-invalid", expected)
               : inconclusive(bench, answer, "algorithm-unknown", expected);
}

// Beside its first EAP payload the gateway proves itself: IDr, and an AUTH by public key signature
// that verifies.
Finding gateway_signs_before_eap(Bench& bench)
{
    return in_attempt(bench, [](Bench& here, const EapAttempt& attempt) {
        const auto expected = "IDr, and an AUTH that verifies with a certificate beside EAP";
        const auto flaw = flaw_of_its_proof(here, attempt, expected);
        return flaw ? *flaw : pass(here, attempt.answer(), "signed", expected);
    });
}

// SAr2, TSi and TSr are deferred until the client's authentication by EAP is complete.
Finding child_waits_for_the_end_of_eap(Bench& bench)
{
    return in_attempt(bench, [](Bench& here, const EapAttempt& attempt) {
        const auto expected = "no SA, TSi or TSr beside the first EAP payload";
        const bool is_there = std::ranges::any_of(
            std::array{PayloadType::security_association, PayloadType::traffic_selector_initiator,
                       PayloadType::traffic_selector_responder},
            [&](PayloadType type) { return attempt.find(type) != nullptr; });
        return is_there ? fail(here, attempt.answer(), "not-deferred", expected)
                        : pass(here, attempt.answer(), "deferred", expected);
    });
}

// When the client has no method to offer instead, EAP has failed, and the gateway sends an EAP
// payload with a Failure message.
Finding failure_ends_eap(Bench& bench)
{
    const auto expected = "an EAP payload with a Failure message";
    EapAttempt attempt{bench};
    const auto conclusion = attempt.give_up();
    const auto type = type_of(attempt.packet());
    const bool has_method = !type || *type > static_cast<std::uint8_t>(EapType::notification);
    if (!has_method && !is_of(eap_packet_in(conclusion).value_or(Octets(1)), EapCode::failure)) {
        // RFC 3748, Section 5.3.1: a Nak answers a method alone.
        return inconclusive(bench, conclusion, "no-method-yet", expected);
    }
    const auto packet = eap_packet_in(conclusion);
    if (!conclusion.opened) {
        return fail(bench, conclusion, silence_of(conclusion), expected);
    }
    if (!packet) {
        return fail(bench, conclusion, "no-eap", expected);
    }
    if (is_of(*packet, EapCode::success)) {
        return fail(bench, conclusion, "success", expected);
    }
    // RFC 3748, Section 5.3.1: it should not ask again, and may.
    if (is_of(*packet, EapCode::request)) {
        return inconclusive(bench, conclusion, "asked-again", expected);
    }
    auto finding = pass(bench, conclusion, "failure", expected);
    if (!is_of(*packet, EapCode::failure)) {
        return fail(bench, conclusion, "not-a-failure", expected);
    }
    if (conclusion.notify(NotifyType::authentication_failed) != nullptr) {
        finding.advisories.push_back({"notify-beside-failure",
                                      "AUTHENTICATION_FAILED stands beside the Failure",
                                      "RFC 7296, Section 2.21.2", false});
    }
    return finding;
}

// The Length of an EAP message is that of its payload, less four.
Finding length_fits_the_payload(Bench& bench)
{
    return in_attempt(bench, [](Bench& here, const EapAttempt& attempt) {
        const auto expected = "an EAP message as long as its Length says";
        const View packet = attempt.packet();
        const bool fits = packet.size() >= 4 && packet[2] * 256U + packet[3] == packet.size();
        return fits ? pass(here, attempt.answer(), "fits", expected)
                    : fail(here, attempt.answer(), "wrong-length", expected);
    });
}

// The gateway asks for no EAP identity: IDi has named one.
Finding no_identity_is_asked_for(Bench& bench)
{
    return in_attempt(bench, [](Bench& here, const EapAttempt& attempt) {
        const auto expected = "a Request of a method";
        auto finding = pass(here, attempt.answer(), "method", expected);
        if (type_of(attempt.packet()) == static_cast<std::uint8_t>(EapType::identity)) {
            finding.code = "identity-asked";
            finding.advisories.push_back({"identity-asked",
                                          "The first EAP Request asks for an identity",
                                          "RFC 7296, Section 3.16", true});
        }
        return finding;
    });
}

// They authenticate the client alone, or keep no dictionary away (RFC 5998, Section 4).
bool is_unsafe_alone(std::uint8_t type)
{
    constexpr std::array unsafe{EapType::md5_challenge, EapType::one_time_password,
                                EapType::generic_token_card, EapType::mschapv2};
    return std::ranges::any_of(unsafe,
                               [&](EapType one) { return type == static_cast<std::uint8_t>(one); });
}

// A gateway that leaves its own AUTH out for a client that allows it proposes a method that
// authenticates both ends.
Finding only_a_safe_method_stands_alone(Bench& bench)
{
    constexpr std::uint16_t eap_only_authentication = 16417;
    Notify allowed;
    allowed.type = eap_only_authentication;
    return in_attempt(
        bench,
        [](Bench& here, const EapAttempt& attempt) {
            const auto expected = "AUTH, or a method that authenticates both ends";
            if (attempt.find(PayloadType::authentication) != nullptr) {
                const auto flaw = flaw_of_its_proof(here, attempt, expected);
                return flaw ? *flaw : pass(here, attempt.answer(), "signed", expected);
            }
            const auto type = type_of(attempt.packet());
            if (!type || *type <= static_cast<std::uint8_t>(EapType::notification)) {
                return inconclusive(here, attempt.answer(), "no-method-yet", expected);
            }
            return is_unsafe_alone(*type)
                       ? fail(here, attempt.answer(), "unsafe-method-alone", expected)
                       : pass(here, attempt.answer(), "eap-only", expected);
        },
        {payload(allowed)});
}

const std::array table{
    Probe{"rfc7296/2.16/gateway-signs-before-eap", gateway_signs_before_eap,
          &row_is_accepted_for_eap},
    Probe{"rfc7296/2.16/child-waits-for-the-end-of-eap", child_waits_for_the_end_of_eap,
          &row_is_accepted_for_eap},
    Probe{"rfc7296/2.16/failure-ends-eap", failure_ends_eap, &row_is_accepted_for_eap},
    Probe{"rfc7296/3.16/length-fits-the-payload", length_fits_the_payload,
          &row_is_accepted_for_eap},
    Probe{"rfc7296/3.16/no-identity-asked-for", no_identity_is_asked_for, &row_is_accepted_for_eap},
    Probe{"rfc5998/4/only-a-safe-method-alone", only_a_safe_method_stands_alone,
          &row_is_accepted_for_eap},
};

}  // namespace

std::span<const Probe> rfc7296_2_16_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
