// RFC 3748, Section 4.2, and RFC 2759, Section 5: a login by EAP-MSCHAPv2 up to its end.

#include <array>

#include "probes/ike/mschapv2_login.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// The success of MS-CHAPv2 carries the gateway's own proof that it knows the password: S= and 40
// hexadecimal digits, letters in upper case.
Finding success_carries_the_proof(Bench& bench)
{
    Mschapv2Login login{bench};
    login.respond();
    const auto proof = login.expected_proof();
    const auto expected = "a Success packet of MS-CHAPv2 that begins with " + proof;
    if (!login.asks(MschapCode::success)) {
        return inconclusive(bench, login.answer(), "no-success", expected);
    }
    const auto message = login.message();
    auto finding = message.starts_with(proof)
                       ? pass(bench, login.answer(), "proved", expected)
                       : fail(bench, login.answer(), "wrong-proof", expected);
    finding.observed = "a Success packet of " + std::to_string(message.size()) + " octets";
    login.acknowledge();
    if (login.is(EapCode::success)) {
        login.authenticate();
        login.leave();
    }
    return finding;
}

// EAP Success comes when the method is complete, and not before; it holds nothing more.
Finding success_ends_the_method(Bench& bench)
{
    constexpr std::size_t whole = 4;
    const auto expected = "the success of MS-CHAPv2, and when it is acknowledged EAP Success";
    Mschapv2Login login{bench};
    login.respond();
    if (login.is(EapCode::success)) {
        return fail(bench, login.answer(), "too-early", expected);
    }
    if (!login.asks(MschapCode::success)) {
        return inconclusive(bench, login.answer(), "no-success", expected);
    }
    login.acknowledge();
    const auto answer = login.answer();
    if (!answer.opened) {
        return fail(bench, answer, silence_of(answer), expected);
    }
    if (!login.is(EapCode::success)) {
        return fail(bench, answer, "not-a-success", expected);
    }
    const auto length = login.packet().value_or(Octets{}).size();
    login.authenticate();
    login.leave();
    return length == whole ? pass(bench, answer, "success", expected)
                           : fail(bench, answer, "more-data", expected);
}

// A wrong password ends in EAP Failure.
Finding wrong_password_ends_in_failure(Bench& bench)
{
    const auto expected = "EAP Failure, and no success of any kind";
    Mschapv2Login login{bench};
    login.respond(false);
    const auto is_success = [&] {
        return login.is(EapCode::success) || login.asks(MschapCode::success);
    };
    if (login.asks(MschapCode::failure)) {
        login.acknowledge();
    }
    const auto& answer = login.answer();
    if (is_success()) {
        return fail(bench, answer, "success", expected);
    }
    if (!answer.opened) {
        return fail(bench, answer, silence_of(answer), expected);
    }
    // RFC 3748, Section 4.2: it may ask again.
    if (login.is(EapCode::request)) {
        return inconclusive(bench, answer, "asked-again", expected);
    }
    if (!login.packet()) {
        return fail(bench, answer, "no-eap", expected);
    }
    return login.is(EapCode::failure) ? pass(bench, answer, "failure", expected)
                                      : fail(bench, answer, "not-a-failure", expected);
}

const std::array table{
    Probe{"rfc2759/5/authenticator-response", success_carries_the_proof,
          &row_is_accepted_for_mschapv2},
    Probe{"rfc3748/4.2/success-ends-the-method", success_ends_the_method,
          &row_is_accepted_for_mschapv2},
    Probe{"rfc3748/4.2/failure-for-a-wrong-password", wrong_password_ends_in_failure,
          &row_is_accepted_for_mschapv2, Impact::intrusive},
};

}  // namespace

std::span<const Probe> rfc3748_4_2_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
