// What is said of a server that does right in one version and not in another.
#include "probes/tls/every_version.h"

#include "probes/tls/handshake.h"
#include "probes/tls/pretend_experiment.h"

namespace conformance::probes::tls {
namespace {

using namespace pretend;

Finding refused(Bench&)
{
    return conformance::pass("refused", "a refusal", "an alert", {1});
}

Finding accepted(Bench&)
{
    return conformance::fail("accepted", "a refusal", "it goes on", {2});
}

Finding unclear(Bench&)
{
    return conformance::inconclusive("unclear", "a refusal", "the end", {3});
}

Finding stays_open(Bench&)
{
    auto finding = conformance::pass("stays-open", "the end", "an alert");
    finding.advisories.push_back({"stays-open", "no end", "", true});
    return finding;
}

Finding not_spoken(Bench&)
{
    return nothing_to_judge("a refusal", "not spoken", {});
}

Finding not_completing(Bench&)
{
    throw Unmet{"no handshake completes"};
}

Finding merged(Experiment up_to_tls_1_2, Experiment tls_1_3)
{
    World world;
    auto bench = world.bench();
    return in_every_version(bench, up_to_tls_1_2, tls_1_3);
}

TEST(A_fail_in_either_version, is_a_fail_that_says_in_which)
{
    for (const auto other : {refused, unclear, stays_open, not_spoken, not_completing}) {
        expect(merged(other, accepted), Verdict::fail, "accepted");
        expect(merged(accepted, other), Verdict::fail, "accepted");
    }
    const auto finding = merged(refused, accepted);
    EXPECT_EQ(finding.observed, "up to TLS 1.2: an alert; TLS 1.3: it goes on");
    EXPECT_EQ(finding.frames, (std::vector<unsigned>{1, 2}));
}

TEST(What_is_open_in_one_version, is_no_pass)
{
    expect(merged(refused, unclear), Verdict::inconclusive, "unclear");
    expect(merged(unclear, refused), Verdict::inconclusive, "unclear");
    EXPECT_THROW((void)merged(refused, not_completing), Unmet);
    EXPECT_THROW((void)merged(not_completing, refused), Unmet);
    EXPECT_THROW((void)merged(not_completing, not_spoken), Unmet);
}

TEST(A_version_that_is_not_spoken, leaves_the_other_to_judge)
{
    expect(merged(not_spoken, refused), Verdict::pass, "refused");
    expect(merged(refused, not_spoken), Verdict::pass, "refused");
    EXPECT_TRUE(is_nothing_to_judge(merged(not_spoken, not_spoken)));
}

TEST(A_should_that_is_unmet, is_told_with_its_version)
{
    const auto finding = merged(refused, stays_open);
    expect(finding, Verdict::pass, "stays-open");
    ASSERT_EQ(finding.advisories.size(), 1u);
    EXPECT_EQ(finding.advisories[0].text, "TLS 1.3: no end");
}

}  // namespace
}  // namespace conformance::probes::tls
