// What the probes of limits say of a pretended gateway that refuses these of the clients that come.

#include <gtest/gtest.h>

#include "peers/ike/tuple.h"
#include "probes/ike/controls.h"
#include "probes/ike/pretend_tunnels.h"
#include "probes/limits/tables.h"

namespace conformance::probes::limits {
namespace {

using namespace wire::ike;
using ike::Lies;
using ike::Payloads;
using ike::PretendTunnels;

constexpr unsigned figure = 4;

class SameKeyForAll : public Identities {
public:
    explicit SameKeyForAll(std::size_t count) : count_{count} {}
    [[nodiscard]] std::size_t count() const override { return count_; }
    [[nodiscard]] std::unique_ptr<Credentials> identity(std::size_t) override
    {
        return std::make_unique<TestCredentials>("secp256r1");
    }

private:
    std::size_t count_;
};

struct Case {
    const char* name;
    std::set<unsigned> refused;  // which clients, in the order of their coming
    const char* code;
    Verdict verdict = Verdict::fail;
    NotifyType by = NotifyType::invalid_syntax;
    unsigned addresses = 200;
    bool is_deaf_inside = false;
    std::optional<std::string> pool = {};
};

Lies lies_of(const Case& one)
{
    Lies lies;
    lies.is_deaf_inside = one.is_deaf_inside;
    lies.in_ike_auth = [one, came = 0U](Payloads& answer, const Payloads&) mutable {
        ++came;
        for (auto& payload : answer) {
            if (auto* reply = std::get_if<Configuration>(&payload.body)) {
                reply->attributes.front().value.back() =
                    static_cast<std::uint8_t>(came % one.addresses);
            }
        }
        if (one.refused.contains(came)) {
            answer = {notify(one.by)};
        }
    };
    return lies;
}

Finding finding_of(const Case& one, std::optional<unsigned> sessions = figure,
                   std::size_t identities = 100,
                   const char* requirement = "p2s/limits/ikev2-openvpn")
{
    ike::AtPretendTunnels there{lies_of(one), "limits"};
    there.target.sessions = sessions;
    there.target.address_pool = one.pool;
    SameKeyForAll people{identities};
    auto bench = there.bench();
    bench.identities = &people;
    for (const auto& probe : session_probes()) {
        if (probe.requirement == requirement) {
            return probe.stimulus(bench);
        }
    }
    throw std::logic_error{"no such probe"};
}

class Sessions : public testing::TestWithParam<Case> {};

TEST_P(Sessions, AreJudged)
{
    const auto finding = finding_of(GetParam());
    EXPECT_EQ(finding.code, GetParam().code) << finding.observed;
    EXPECT_EQ(finding.verdict, GetParam().verdict) << finding.observed;
}

constexpr auto small_pool = "172.16.201.0/29";
const auto all_after_the_second = std::set<unsigned>{3, 4, 5, 6, 7, 8, 9, 10};

INSTANTIATE_TEST_SUITE_P(
    OfAGateway, Sessions,
    testing::Values(
        Case{"limit", {5, 6, 7, 9}, "limit-holds", Verdict::pass},
        Case{"limit_by_another_name",
             {5, 6, 7, 9},
             "limit-holds",
             Verdict::pass,
             NotifyType::internal_address_failure},
        Case{"no_limit", {}, "one-too-many"}, Case{"limit_that_is_said_once", {5}, "one-too-many"},
        Case{"limit_that_is_said_twice", {5, 6}, "one-too-many"},
        Case{"two_places_freed_by_one", {5, 6, 7}, "place-freed-twice"},
        Case{"fewer", {3}, "refused-early"},
        Case{"fewer_addresses",
             {3},
             "no-address-left",
             Verdict::inconclusive,
             NotifyType::internal_address_failure},
        Case{"leak", {5, 6, 7, 8, 9, 10}, "place-not-freed"},
        Case{"early_leak", all_after_the_second, "place-not-freed"},
        Case{"stranger",
             {2, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16},
             "limit-holds",
             Verdict::pass,
             NotifyType::authentication_failed},
        Case{"strangers",
             {2, 3, 4, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18},
             "limit-holds",
             Verdict::pass,
             NotifyType::authentication_failed},
        Case{"full_early_by_the_name_of_strangers",
             {3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
             "refused-early",
             Verdict::fail,
             NotifyType::authentication_failed},
        Case{"late", {5, 6, 7, 8, 10}, "limit-holds", Verdict::pass},
        Case{"nobody", {1, 2, 3, 4}, "no-session", Verdict::inconclusive},
        Case{"shared_address", {5}, "shared-address", Verdict::fail, NotifyType::invalid_syntax, 3},
        Case{"deaf",
             {5, 6, 7},
             "others-disturbed",
             Verdict::fail,
             NotifyType::invalid_syntax,
             200,
             true},
        Case{"addresses_that_come_back",
             {5, 6, 7, 9},
             "limit-holds",
             Verdict::pass,
             NotifyType::invalid_syntax,
             200,
             false,
             small_pool},
        Case{"addresses_that_come_back_late",
             {5, 6, 7, 9, 11, 12, 13},
             "limit-holds",
             Verdict::pass,
             NotifyType::internal_address_failure,
             200,
             false,
             small_pool},
        Case{"addresses_that_never_come_back",
             {5, 6, 7, 9, 11, 12, 13, 14, 15, 16},
             "address-not-freed",
             Verdict::fail,
             NotifyType::internal_address_failure,
             200,
             false,
             small_pool},
        Case{"another_refusal_of_who_comes_again",
             {5, 6, 7, 9, 11, 12, 13},
             "refused-later",
             Verdict::inconclusive,
             NotifyType::invalid_syntax,
             200,
             false,
             small_pool}),
    [](const auto& of) { return std::string{of.param.name}; });

TEST(SessionsOfStrangers, AreNotMissedWhereNobodyElseIsLeft)
{
    const auto finding = finding_of(
        {"", {2, 4}, "", Verdict::fail, NotifyType::authentication_failed}, figure, figure + 1);
    EXPECT_EQ(finding.code, "identity-refused") << finding.observed;
    EXPECT_EQ(finding.verdict, Verdict::inconclusive);
}

TEST(SessionsOfStrangers, LeaveNobodyToBeOneTooMany)
{
    const auto finding = finding_of({"", {2}, "", Verdict::fail, NotifyType::authentication_failed},
                                    figure, figure + 1);
    EXPECT_EQ(finding.code, "identity-refused") << finding.observed;
    EXPECT_EQ(finding.verdict, Verdict::inconclusive);
}

TEST(SessionsThatAreNotClaimed, AreNotJudged)
{
    EXPECT_EQ(finding_of({"limit", {5, 6, 7, 9}, ""}, std::nullopt).verdict,
              Verdict::not_applicable);
    EXPECT_THROW((void)finding_of({"limit", {5, 6, 7, 9}, ""}, figure, figure), Unmet)
        << "one more is needed";
}

TEST(Addresses, AreEachForOneClient)
{
    constexpr auto requirement = "p2s/limits/addresses-not-shared";
    EXPECT_EQ(finding_of({"fine", {}, ""}, std::nullopt, 100, requirement).code, "distinct");
    EXPECT_EQ(finding_of({"shared", {}, "", Verdict::fail, NotifyType::invalid_syntax, 3},
                         std::nullopt, 100, requirement)
                  .code,
              "shared-address");
}

}  // namespace
}  // namespace conformance::probes::limits
