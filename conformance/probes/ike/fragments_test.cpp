// What the probes of fragments say of a gateway that does right, and of one that does wrong in one respect.

#include "probes/ike/fragments.h"

#include <gtest/gtest.h>

#include "probes/ike/pretend_tunnels.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {
namespace {

struct Case {
    const char* requirement;
    const char* code;
    bool FragmentLies::* lie;
};

Finding finding_of(std::string_view requirement, bool FragmentLies::* lie)
{
    Lies lies;
    if (lie != nullptr) { lies.fragments.*lie = true; }
    for (const auto table : {rfc7383_2_4_probes(), rfc7383_2_6_probes(), rfc7383_2_6_1_probes()}) {
        for (const auto& probe : table) {
            if (probe.requirement == requirement) { return finding_in(probe, lies); }
        }
    }
    throw std::logic_error{"no such probe"};
}

const std::vector<Case> wrong_ones{
    {"rfc7383/2.4/no-fragments-unless-agreed", "in-fragments", &FragmentLies::sends_them_unasked},
    {"rfc7383/2.5/response-fragments-fit-together", "wrong-next-payload", &FragmentLies::names_a_payload_in_each},
    {"rfc7383/2.5/response-fragments-fit-together", "wrong-numbers", &FragmentLies::counts_from_zero},
    {"rfc7383/2.6/request-in-fragments", "silent", &FragmentLies::loses_them},
    {"rfc7383/2.6/fragments-in-any-order", "silent", &FragmentLies::in_order_alone},
    {"rfc7383/2.6/repeated-fragment-discarded", "refused", &FragmentLies::keeps_the_later},
    {"rfc7383/2.6/invalid-fragment-numbers-discarded", "refused", &FragmentLies::takes_any_numbers},
    {"rfc7383/2.6/invalid-fragment-numbers-discarded", "answered", &FragmentLies::answers_what_is_odd},
    {"rfc7383/2.6/larger-total-begins-anew", "silent", &FragmentLies::keeps_the_first_total},
    {"rfc7383/2.6/smaller-total-discarded", "refused", &FragmentLies::mixes_totals},
    {"rfc7383/2.6/altered-fragment-discarded", "refused", &FragmentLies::keeps_altered_ones},
    {"rfc7383/2.6/incomplete-set-forgotten", "silent", &FragmentLies::loses_them},
    {"rfc7383/2.6.1/other-fragments-ignored-again", "answered-again", &FragmentLies::answers_all_again},
    {"rfc7383/2.6.1/first-fragment-answered-again", "silent", &FragmentLies::answers_none_again},
};

TEST(A_gateway_that_mistreats_fragments, is_accused_of_just_that)
{
    for (const auto& one : wrong_ones) {
        const auto finding = finding_of(one.requirement, one.lie);
        EXPECT_EQ(finding.verdict, Verdict::fail) << one.requirement << " " << one.code;
        EXPECT_EQ(finding.code, one.code) << one.requirement << ": " << finding.observed;
    }
}

TEST(A_gateway_that_treats_fragments_right, is_accused_of_nothing)
{
    for (const auto& one : wrong_ones) {
        const auto finding = finding_of(one.requirement, nullptr);
        EXPECT_EQ(finding.verdict, Verdict::pass) << one.requirement << " " << finding.code << ": " << finding.observed;
        EXPECT_TRUE(finding.advisories.empty()) << one.requirement;
    }
}

TEST(A_gateway_that_mistreats_fragments, is_accused_of_nothing_else)
{
    const auto lies = {&FragmentLies::sends_them_unasked, &FragmentLies::in_order_alone, &FragmentLies::keeps_the_later,
                       &FragmentLies::keeps_the_first_total, &FragmentLies::mixes_totals, &FragmentLies::answers_all_again};
    for (const auto lie : lies) {
        for (const auto& one : wrong_ones) {
            const bool is_its_own = std::ranges::any_of(wrong_ones, [&](const Case& other) {
                return other.lie == lie && std::string_view{other.requirement} == one.requirement;
            });
            if (!is_its_own) { EXPECT_EQ(finding_of(one.requirement, lie).verdict, Verdict::pass) << one.requirement; }
        }
    }
}

}  // namespace
}  // namespace conformance::probes::ike
