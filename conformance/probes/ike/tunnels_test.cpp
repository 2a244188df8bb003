// What the probes of tunnels say of a gateway that does right, and of one that does wrong in one respect.

#include "probes/ike/tunnels.h"

#include <gtest/gtest.h>

#include "peers/ike/tuple.h"
#include "probes/ike/pretend_tunnels.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {
namespace {

using namespace wire::ike;

struct Case {
    const char* requirement;
    const char* code;  // as the verdict's first letter and the code
    Lies lies;
};

const Probe& probe_of(std::string_view requirement)
{
    for (const auto table : {rfc7296_1_4_probes(), rfc7296_2_5_reserved_probes(), rfc7296_2_9_probes(), rfc7296_2_15_probes(), rfc7296_2_21_2_probes(),
                             rfc7296_3_6_probes(), rfc7296_3_8_probes(), rfc7296_3_15_probes(), rfc7427_probes()}) {
        for (const auto& probe : table) {
            if (probe.requirement == requirement) { return probe; }
        }
    }
    throw std::logic_error{"no such probe"};
}

Finding finding_of(const Case& one) { return finding_in(probe_of(one.requirement), one.lies); }

template <class T>
Lies changed(PayloadType type, void (*change)(T&))
{
    Lies lies;
    lies.in_ike_auth = [=](Payloads& answer, const Payloads&) {
        for (auto& one : answer) {
            if (one.is(type)) { change(std::get<T>(one.body)); }
        }
    };
    return lies;
}

Lies without(PayloadType type)
{
    Lies lies;
    lies.in_ike_auth = [=](Payloads& answer, const Payloads&) { std::erase_if(answer, [&](const auto& one) { return one.is(type); }); };
    return lies;
}

Lies with(bool Lies::* flag)
{
    Lies lies;
    lies.*flag = true;
    return lies;
}

Lies signing(AuthenticationMethod method, const crypto::SignatureScheme& scheme)
{
    Lies lies;
    lies.method = peers::ike::OwnMethod{method, scheme};
    return lies;
}

Lies another_certificate_first()
{
    Lies lies;
    lies.in_ike_auth = [](Payloads& answer, const Payloads&) {
        answer.insert(answer.begin() + 1, payload(PayloadType::certificate, Certificate{4, crypto::test_key("secp384r1").certificate}));
    };
    return lies;
}

Lies configuration_unasked()
{
    Lies lies;
    lies.in_ike_auth = [](Payloads& answer, const Payloads&) { answer.push_back(payload(Configuration{configuration_reply, 0, {}, {}})); };
    return lies;
}

constexpr auto cp = PayloadType::configuration;
constexpr auto idr = PayloadType::identification_responder;
constexpr auto auth = PayloadType::authentication;
constexpr auto tsi = PayloadType::traffic_selector_initiator, tsr = PayloadType::traffic_selector_responder;
using Form = crypto::SignatureScheme::Form;

Lies refusing_ipv6()
{
    Lies lies;
    lies.in_ike_auth = [](Payloads& answer, const Payloads&) {
        const auto found = std::ranges::find_if(answer, [](const auto& one) { return one.is(cp); });
        if (found == answer.end() || std::get<Configuration>(found->body).attributes.size() == 1) { return; }
        answer.erase(found, answer.end());
        answer.push_back(notify(NotifyType::internal_address_failure));
    };
    return lies;
}

std::vector<Case> wrong_ones()
{
    return {
        {"rfc7296/1.4/liveness-answered", "silent", with(&Lies::is_deaf_inside)},
        {"rfc7296/1.4.1/deletion-answered-empty", "not-empty", with(&Lies::repeats_the_delete)},
        {"rfc7296/1.4.1/deleted-ike-sa-is-closed", "still-there", with(&Lies::keeps_what_is_deleted)},
        {"rfc7296/2.5/reserved-fields-inside-ike-auth", "reserved-bits-set", changed<TrafficSelectors>(tsi, [](auto& ts) { ts.reserved = 1; })},
        {"rfc7296/2.5/reserved-fields-inside-ike-auth", "reserved-bits-set",
         changed<Configuration>(cp, [](auto& body) { body.attributes.front().reserved = true; })},
        {"rfc7296/2.9/answer-is-a-subset", "wider-than-asked",
         changed<TrafficSelectors>(tsr, [](auto& ts) { ts.selectors.front().addresses = {10, 0, 0, 0, 10, 0, 0, 255}; })},
        {"rfc7296/2.15/auth-of-the-responder", "auth-invalid", changed<Authentication>(auth, [](auto& body) { body.data.back() ^= 1; })},
        {"rfc7296/2.15/auth-of-the-responder", "auth-invalid", changed<Identification>(idr, [](auto& id) { id.data.back() ^= 1; })},
        {"rfc7296/2.15/auth-covers-the-last-request", "auth-invalid", changed<Identification>(idr, [](auto& id) { id.data.back() ^= 1; })},
        {"rfc7296/2.15/wrong-auth-makes-no-ike-sa", "established", with(&Lies::takes_any_auth)},
        {"rfc7296/2.19/configuration-only-when-asked", "after-sa", [] {
             auto lies = configuration_unasked();
             lies.in_ike_auth = [inner = lies.in_ike_auth](Payloads& answer, const Payloads& request) {
                 std::erase_if(answer, [](const auto& one) { return one.is(cp); });
                 inner(answer, request);
             };
             return lies;
         }()},
        {"rfc7296/2.19/configuration-only-when-asked", "not-asked-for", configuration_unasked()},
        {"rfc7296/3.6/first-certificate-holds-the-key", "not-the-first", another_certificate_first()},
        {"rfc7296/3.8/auth-method-fits-the-key", "method-of-another-key", changed<Authentication>(auth, [](auto& body) { body.method = 1; })},
        {"rfc7296/4/address-assigned", "no-address", without(cp)},
        {"rfc7296/4/address-assigned", "not-an-address",
         changed<Configuration>(cp, [](auto& body) { body.attributes.front().value = {}; })},
        {"rfc7296/3.15.1/no-more-addresses-than-asked-for", "too-many",
         changed<Configuration>(cp, [](auto& body) { body.attributes.push_back(body.attributes.back()); })},
        {"rfc7296/3.15.1/ipv6-address-has-a-prefix-length", "not-17-octets",
         changed<Configuration>(cp, [](auto& body) { body.attributes.back().value.pop_back(); })},
        {"rfc7296/3.15.1/ipv6-address-has-a-prefix-length", "prefix-too-long",
         changed<Configuration>(cp, [](auto& body) { body.attributes.back().value.back() = 129; })},
        {"rfc7296/3.15.4/unsupported-type-of-address-ignored", "refused", refusing_ipv6()},
        {"p2s/leases/address-of-the-pool", "outside-the-pool",
         changed<Configuration>(cp, [](auto& body) { body.attributes.front().value = {172, 16, 202, 9}; })},
        {"p2s/ipsec/selectors-have-the-address", "address-not-selected",
         changed<Configuration>(cp, [](auto& body) { body.attributes.front().value = {172, 16, 201, 10}; })},
        {"rfc7427/3/digital-signature-only-where-agreed", "digital-signature-not-agreed",
         signing(AuthenticationMethod::digital_signature, {Form::ecdsa, crypto::Hash::sha2_256})},
        {"rfc7427/4/hash-was-listed", "hash-not-listed",
         signing(AuthenticationMethod::digital_signature, {Form::ecdsa, crypto::Hash::sha2_256})},
        {"rfc7427/4/hash-was-listed", "malformed", changed<Authentication>(auth, [](auto& body) { body.data = {200, 1}; })},
    };
}

TEST(A_gateway_that_does_wrong, is_accused_of_just_that)
{
    for (const auto& one : wrong_ones()) {
        const auto finding = finding_of(one);
        EXPECT_EQ(finding.verdict, Verdict::fail) << one.requirement << " " << one.code;
        EXPECT_EQ(finding.code, one.code) << one.requirement << ": " << finding.observed;
    }
}

TEST(A_gateway_that_does_right, is_accused_of_nothing)
{
    for (const auto& one : wrong_ones()) {
        const auto finding = finding_of({one.requirement, "", {}});
        EXPECT_EQ(finding.verdict, Verdict::pass) << one.requirement << " " << finding.code << ": " << finding.observed;
        EXPECT_TRUE(finding.advisories.empty()) << one.requirement;
    }
}

TEST(What_the_text_does_not_ask_for, is_an_advisory)
{
    const auto named = finding_of({"rfc7296/3.5/identity-in-the-certificate", "", {}});
    EXPECT_EQ(named.code, "named");
    const auto another = finding_of({"rfc7296/3.5/identity-in-the-certificate", "",
                                     changed<Identification>(idr, [](auto& id) { id.data.front() ^= 1; })});
    EXPECT_EQ(another.verdict, Verdict::pass);
    ASSERT_EQ(another.advisories.size(), 1U);
    EXPECT_TRUE(another.advisories.front().unmet_should);
}

// How a stranger's IKE_AUTH is answered that holds an unknown critical payload.
Lies about_the_critical_payload(Payloads answer)
{
    Lies lies;
    lies.to_strangers = [=](Payloads& refusal, const Payloads& request) {
        if (request.back().critical()) { refusal = answer; }
    };
    return lies;
}

TEST(An_unknown_critical_payload_in_IKE_AUTH, may_be_malformed_to_a_gateway_but_is_to_be_named)
{
    const auto finding_for = [](const Payloads& answer) {
        return finding_of({"rfc7296/2.21.2/unknown-critical-payload-in-ike-auth", "", about_the_critical_payload(answer)});
    };
    const auto named = finding_for({notify(NotifyType::unsupported_critical_payload, {100})});
    EXPECT_EQ(named.verdict, Verdict::pass) << named.observed;
    EXPECT_TRUE(named.advisories.empty());

    const auto malformed = finding_for({notify(NotifyType::invalid_syntax)});
    EXPECT_EQ(malformed.verdict, Verdict::pass) << malformed.observed;
    ASSERT_EQ(malformed.advisories.size(), 1U);
    EXPECT_TRUE(malformed.advisories.front().unmet_should);

    EXPECT_EQ(finding_for({notify(NotifyType::authentication_failed)}).code, "wrong-notify");
}

}  // namespace
}  // namespace conformance::probes::ike
