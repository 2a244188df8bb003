// What the probes of EAP say of a gateway that begins it, or ends it, in a way that no mutant does.

#include "probes/ike/eap.h"

#include <gtest/gtest.h>

#include "probes/ike/pretend_tunnels.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {
namespace {

using namespace wire::ike;

const Payload identity = payload(PayloadType::identification_responder, Identification{2, 0, {'g', 'w'}});
const Payload failure = opaque(48, {4, 9, 0, 4});
const Payload request = opaque(48, {1, 9, 0, 6, 13, 0x20});

Payload certificate() { return payload(PayloadType::certificate, Certificate{4, crypto::test_key("secp256r1").certificate}); }
Payload auth(std::uint8_t method) { return payload(Authentication{method, 0, Octets(64, 1)}); }

// Answers an IKE_AUTH without EAP by the first, and one with it by the second.
Finding finding_of(std::string_view requirement, const Payloads& to_the_first, const Payloads& to_the_second = {failure})
{
    Lies lies;
    lies.to_strangers = [=](Payloads& answer, const Payloads& asked) {
        const bool is_second = std::ranges::any_of(asked, [](const auto& one) { return one.is(PayloadType::extensible_authentication); });
        answer = is_second ? to_the_second : to_the_first;
    };
    AtPretendTunnels there{lies, "eap"};
    auto bench = there.bench();
    for (const auto& probe : rfc7296_2_16_probes()) {
        if (probe.requirement == requirement) { return probe.stimulus(bench); }
    }
    throw std::logic_error{"no such probe"};
}

TEST(A_proof_beside_EAP, is_a_signature_that_verifies)
{
    const auto code_of = [](const Payloads& answer) {
        const auto finding = finding_of("rfc7296/2.16/gateway-signs-before-eap", answer);
        return to_string(finding.verdict) + " " + finding.code;
    };
    EXPECT_EQ(code_of({identity, certificate(), request}), "fail no-auth");
    EXPECT_EQ(code_of({certificate(), auth(9), request}), "fail no-identity");
    EXPECT_EQ(code_of({identity, certificate(), auth(2), request}), "fail not-a-signature");
    EXPECT_EQ(code_of({identity, certificate(), auth(9), request}), "fail auth-invalid");
    EXPECT_EQ(code_of({identity, certificate(), auth(200), request}), "inconclusive algorithm-unknown");
    EXPECT_EQ(code_of({identity, auth(9), request}), "inconclusive no-certificate");
}

TEST(An_answer_without_EAP, is_judged_by_nothing)
{
    for (const auto& probe : rfc7296_2_16_probes()) {
        EXPECT_THROW((void)finding_of(probe.requirement, {notify(NotifyType::authentication_failed)}), Unmet);
        EXPECT_THROW((void)finding_of(probe.requirement, {request, request}), Unmet);
    }
}

TEST(The_end_of_EAP, is_a_Failure)
{
    const auto code_of = [](const Payloads& answer) {
        const auto finding = finding_of("rfc7296/2.16/failure-ends-eap", {request}, answer);
        return to_string(finding.verdict) + " " + finding.code + (finding.advisories.empty() ? "" : " and more");
    };
    EXPECT_EQ(code_of({failure}), "pass failure");
    EXPECT_EQ(code_of({failure, notify(NotifyType::authentication_failed)}), "pass failure and more");
    EXPECT_EQ(code_of({opaque(48, {3, 9, 0, 4})}), "fail success");
    EXPECT_EQ(code_of({request}), "inconclusive asked-again") << "which it should not, and may";
    EXPECT_EQ(code_of({opaque(48, {})}), "fail not-a-failure");
    EXPECT_EQ(code_of({notify(NotifyType::authentication_failed)}), "fail no-eap");
    EXPECT_EQ(code_of({}), "fail silent");
}

TEST(A_gateway_that_leaves_its_AUTH_out, proposes_what_is_safe_without)
{
    const auto code_of = [](std::uint8_t type) {
        const auto finding = finding_of("rfc5998/4/only-a-safe-method-alone", {identity, opaque(48, {1, 9, 0, 6, type, 0})});
        return to_string(finding.verdict) + " " + finding.code;
    };
    EXPECT_EQ(code_of(13), "pass eap-only");
    EXPECT_EQ(code_of(21), "pass eap-only");
    EXPECT_EQ(code_of(4), "fail unsafe-method-alone");
    EXPECT_EQ(code_of(26), "fail unsafe-method-alone");
    EXPECT_EQ(code_of(1), "inconclusive no-method-yet");
}

TEST(An_EAP_message, is_as_long_as_it_says)
{
    const auto code_of = [](Octets packet) {
        return finding_of("rfc7296/3.16/length-fits-the-payload", {identity, opaque(48, std::move(packet))}).code;
    };
    EXPECT_EQ(code_of({1, 9, 0, 6, 13, 0x20}), "fits");
    EXPECT_EQ(code_of({1, 9, 0, 7, 13, 0x20}), "wrong-length");
    EXPECT_EQ(code_of({1, 9, 0}), "wrong-length");
    EXPECT_EQ(code_of({}), "wrong-length");
}

}  // namespace
}  // namespace conformance::probes::ike
