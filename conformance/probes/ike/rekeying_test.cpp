// What the probes of CREATE_CHILD_SA, of deletions and of MOBIKE say of a gateway that answers as
// no mutant does.

#include "probes/ike/rekeying.h"

#include <gtest/gtest.h>

#include "probes/ike/pretend_tunnels.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {
namespace {

using namespace wire::ike;

const Probe& probe_of(std::string_view requirement)
{
    for (const auto table : {rfc7296_1_3_probes(), rfc7296_1_4_1_probes(), rfc7296_2_9_2_probes(),
                             rfc7296_2_18_probes(), rfc7296_2_21_3_probes(), rfc7296_2_22_probes(),
                             rfc7296_2_25_probes(), rfc4555_probes()}) {
        for (const auto& probe : table) {
            if (probe.requirement == requirement) {
                return probe;
            }
        }
    }
    throw std::logic_error{"no such probe"};
}

Finding finding_of(std::string_view requirement, const Lies::Lie& within,
                   const Payloads& in_ike_auth = {})
{
    Lies lies;
    lies.within = within;
    lies.keeps_what_is_deleted = true;
    lies.in_ike_auth = [=](Payloads& answer, const Payloads&) {
        answer.insert(answer.end(), in_ike_auth.begin(), in_ike_auth.end());
    };
    AtPretendTunnels there{lies, "rekeying"};
    there.edition.ipsec = {{20, 256, 0, 0}, {20, 256, 0, 14}, {20, 256, 0, 19}};
    TestCredentials credentials{"secp256r1"};
    auto bench = there.bench();
    bench.credentials = &credentials;
    return probe_of(requirement).stimulus(bench);
}

Lies::Lie always(const Payloads& answer)
{
    return [=](Payloads& here, const Payloads&) { here = answer; };
}

const Payload* in(const Payloads& request, PayloadType type)
{
    const auto found = std::ranges::find_if(request, [&](const auto& one) { return one.is(type); });
    return found == request.end() ? nullptr : &*found;
}

// The first proposal of the request, under this SPI; and beside it these payloads.
Lies::Lie selecting(const Octets& spi, const Payloads& beside = {})
{
    return [=](Payloads& answer, const Payloads& request) {
        const auto* offered = in(request, PayloadType::security_association);
        if (offered == nullptr) {
            return;
        }
        auto chosen = std::get<SecurityAssociation>(offered->body).proposals.front();
        chosen.spi = spi;
        answer = {payload(SecurityAssociation{{chosen}, {}})};
        answer.insert(answer.end(), beside.begin(), beside.end());
    };
}

const Octets spi{1, 2, 3, 4};
const Payload nonce = payload(Nonce{Octets(32, 1)});
const Payload narrow =
    payload(PayloadType::traffic_selector_responder,
            TrafficSelectors{0, {{7, 0, 0, 0xffff, {10, 1, 0, 4, 10, 1, 0, 4}}}});
const Payload own_address =
    payload(PayloadType::traffic_selector_initiator,
            TrafficSelectors{0, {{7, 0, 0, 0xffff, {172, 16, 201, 9, 172, 16, 201, 9}}}});
const Payload mobike = notify(NotifyType::mobike_supported);

Payload lost_under(const Octets& other)
{
    Notify body;
    body.protocol = protocol_esp;
    body.type = static_cast<std::uint16_t>(NotifyType::child_sa_not_found);
    body.spi = other;
    return payload(body);
}

struct Case {
    const char* requirement;
    const char* code;
    Lies::Lie within;
    Payloads in_ike_auth = {};
};

std::vector<Case> wrong_ones()
{
    const auto refusal = always({notify(NotifyType::no_proposal_chosen)});
    return {
        {"rfc7296/1.3/invalid-ke-payload", "another-group",
         always({notify(NotifyType::invalid_ke_payload, {0, 99})})},
        {"rfc7296/1.3/invalid-ke-payload", "another-group",
         always({notify(NotifyType::invalid_ke_payload, {14})})},
        {"rfc7296/1.3/invalid-ke-payload", "accepted", selecting(spi, {nonce})},
        {"rfc7296/1.3/invalid-ke-payload", "no-error", always({nonce})},
        {"rfc7296/1.3.3/child-sa-rekeyed", "refused-by-notify:14", refusal},
        {"rfc7296/1.3.3/child-sa-rekeyed", "payload-missing", selecting(spi, {nonce})},
        {"rfc7296/3.3.6/key-exchange-of-group-none", "key-exchange-sent",
         selecting(spi, {nonce, payload(KeyExchange{14, 0, Octets(256, 1)})})},
        {"rfc7296/1.4.1/paired-child-sas-named", "another-spi",
         always({payload(Delete{protocol_esp, {spi}, {}, {}, {}})})},
        {"rfc7296/2.9/first-selectors-are-kept", "not-kept",
         selecting(spi, {nonce, own_address, narrow})},
        {"rfc7296/2.9.2/rekeying-never-narrows", "narrowed",
         selecting(spi, {nonce, own_address, narrow})},
        {"rfc7296/1.3.2/ike-sa-rekeyed", "refused-by-notify:14", refusal},
        {"rfc7296/1.3.2/ike-sa-rekeyed", "no-spi", selecting({}, {nonce})},
        {"rfc7296/1.3.2/ike-sa-rekeyed", "no-spi", selecting(Octets(8, 0), {nonce})},
        {"rfc7296/1.3.2/ike-sa-rekeyed", "spi-not-new",
         selecting({0, 0, 0, 0, 0, 0, 0, 7}, {nonce})},
        {"rfc7296/1.3.2/ike-sa-rekeyed", "payload-missing", selecting(Octets(8, 3), {nonce})},
        {"rfc7296/2.18/rekeying-without-key-exchange-refused", "accepted",
         selecting(Octets(8, 3), {nonce})},
        {"rfc7296/2.21.3/errors-are-answered", "no-error", always({})},
        {"rfc7296/2.21.3/invalid-syntax-ends-the-ike-sa", "still-there",
         always({notify(NotifyType::invalid_syntax)})},
        {"rfc7296/2.22/ipcomp-as-offered",
         "not-offered",
         always({}),
         {notify(NotifyType::ipcomp_supported, {0, 1, 2})}},
        {"rfc7296/2.25/child-sa-not-found-names-the-spi", "another-spi", always({lost_under(spi)})},
        {"rfc4555/3.7/cookie2-copied", "no-cookie2", always({}), {mobike}},
        {"rfc4555/3.7/cookie2-copied",
         "another-cookie2",
         always({notify(NotifyType::cookie2, Octets(16, 0))}),
         {mobike}},
        {"rfc4555/3.9/other-addresses-noticed", "not-noticed", always({}), {mobike}},
    };
}

TEST(What_a_gateway_does_wrong_within, is_named)
{
    for (const auto& one : wrong_ones()) {
        const auto finding = finding_of(one.requirement, one.within, one.in_ike_auth);
        EXPECT_EQ(finding.verdict, Verdict::fail) << one.requirement << " " << one.code;
        EXPECT_EQ(finding.code, one.code) << one.requirement << ": " << finding.observed;
    }
}

TEST(What_a_gateway_may_do, is_no_fail)
{
    const auto refused = always({notify(NotifyType::no_additional_sas)});
    const auto put_off = always({notify(NotifyType::temporary_failure)});
    for (const auto* requirement :
         {"rfc7296/1.3.3/child-sa-rekeyed", "rfc7296/1.3.2/ike-sa-rekeyed"}) {
        const auto finding = finding_of(requirement, refused);
        EXPECT_EQ(finding.verdict, Verdict::pass) << requirement;
        ASSERT_EQ(finding.advisories.size(), 1U) << requirement;
        EXPECT_FALSE(finding.advisories.front().unmet_should);
        EXPECT_EQ(finding_of(requirement, put_off).verdict, Verdict::inconclusive) << requirement;
    }
    for (const auto* requirement :
         {"rfc7296/2.25/child-sa-not-found", "rfc7296/1.4.1/paired-child-sas-named"}) {
        const auto finding = finding_of(requirement, always({}));
        EXPECT_EQ(finding.verdict, Verdict::pass) << requirement;
        ASSERT_EQ(finding.advisories.size(), 1U) << requirement;
        EXPECT_TRUE(finding.advisories.front().unmet_should);
    }
    EXPECT_EQ(finding_of("rfc7296/2.25/child-sa-not-found-names-the-spi", refused).code,
              "not-sent");
    EXPECT_EQ(finding_of("rfc7296/2.21.3/invalid-syntax-ends-the-ike-sa", refused).code,
              "another-answer");
}

TEST(Without_MOBIKE_SUPPORTED, its_probes_judge_nothing)
{
    EXPECT_THROW((void)finding_of("rfc4555/3.7/cookie2-copied", always({})), Unmet);
}

}  // namespace
}  // namespace conformance::probes::ike
