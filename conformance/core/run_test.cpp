// How an experiment becomes a verdict: controls, repetitions, silence.

#include "core/run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace conformance {
namespace {

// What the pretended gateway does, and how often it was asked.
struct Scene {
    Finding stimulus = pass("accepted", "", "");
    std::vector<Finding> next;      // findings of further attempts
    std::vector<bool> control{true};  // answers of the control, the last one for ever
    unsigned stimuli = 0, controls = 0, kept = 0;
};
Scene scene;

Finding stimulus(Bench&)
{
    const auto index = scene.stimuli++;
    return index == 0 || index > scene.next.size() ? scene.stimulus : scene.next[index - 1];
}

bool holds(Bench&)
{
    const auto index = scene.controls++;
    return index < scene.control.size() ? scene.control[index] : scene.control.back();
}

std::optional<std::string> nothing(const Target& target)
{
    return target.tunnel_types.empty() ? std::optional<std::string>{"nothing is claimed"} : std::nullopt;
}
std::optional<std::string> never(const Learned&) { return std::nullopt; }
std::optional<std::string> always(const Learned&) { return "no good exchange was seen"; }

const Control lenient{"a good exchange", nothing, never, holds};
const Control strict{"a good exchange", nothing, never, holds, true};
const Control unmet{"a good exchange", nothing, always, holds};

class SilentNetwork : public Network {
   public:
    std::unique_ptr<Link> open(Transport, const Endpoint&, Duration) override { return nullptr; }
    void pause(Duration) override {}
    [[nodiscard]] Instant now() const override { return {}; }
};

class NoRandom : public Random {
   public:
    void fill(std::span<std::uint8_t>) override {}
};

class Running : public testing::Test {
   protected:
    void SetUp() override
    {
        scene = {};
        target.tunnel_types = {"IKEv2"};
        requirement.id = "area/probe";
        requirement.area = "area";
    }

    CaseResult run(const Control& control, bool once = false)
    {
        probe = {"area/probe", stimulus, &control, Impact::safe, nullptr, once};
        return run(std::vector{probe}, 1).front();
    }

    std::vector<CaseResult> run(const std::vector<Probe>& probes, unsigned jobs)
    {
        RunSettings settings;
        settings.jobs = jobs;
        settings.target = &target;
        settings.edition = &edition;
        settings.registries = &registries;
        settings.network = [](const std::string&) { return std::make_unique<SilentNetwork>(); };
        settings.random = [](const std::string&) { return std::make_unique<NoRandom>(); };
        settings.keep = [](const std::string&, const Attempt&) { ++scene.kept; };
        settings.judged = [](const CaseResult&) {};
        settings.stop = [this](const Case&) { return interrupted; };
        std::vector<Case> cases;
        for (const auto& one : probes) {
            cases.push_back({&one, std::string{one.requirement}, "", &requirement});
        }
        return conformance::run(cases, {}, settings);
    }

    Target target;
    catalog::Edition edition;
    catalog::Registries registries;
    catalog::Requirement requirement;
    Probe probe{};
    bool interrupted = false;
};

TEST_F(Running, an_explicit_pass_needs_no_control)
{
    EXPECT_EQ(run(lenient).finding.verdict, Verdict::pass);
    EXPECT_EQ(scene.controls, 0U);
}

TEST_F(Running, silence_counts_because_the_control_succeeds)
{
    scene.stimulus = resting_on_absence(pass("silent", "", ""));
    EXPECT_EQ(run(lenient).finding.verdict, Verdict::pass);
    EXPECT_EQ(scene.controls, 1U);
}

TEST_F(Running, a_gateway_that_never_answers_again_did_not_survive)
{
    scene.stimulus = resting_on_absence(pass("silent", "", ""));
    scene.control = {false};
    const auto result = run(lenient);
    EXPECT_EQ(result.finding.verdict, Verdict::fail);
    EXPECT_EQ(result.finding.code, "did-not-survive");
}

TEST_F(Running, silence_that_does_not_come_again_may_be_loss)
{
    scene.stimulus = fail("silent", "", "no answer");
    scene.next = {pass("accepted", "", ""), pass("accepted", "", "")};
    const auto result = run(lenient);
    EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
    EXPECT_EQ(result.finding.code, "silent-once");
    EXPECT_TRUE(result.intermittent());
}

TEST_F(Running, any_absence_that_does_not_come_again_may_be_loss)
{
    scene.stimulus = resting_on_absence(fail("incomplete", "", "two fragments of three"));
    scene.next = {pass("whole", "", ""), pass("whole", "", "")};
    const auto result = run(lenient);
    EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
    EXPECT_EQ(result.finding.code, "incomplete-once");
}

TEST_F(Running, silence_that_comes_again_is_a_fail)
{
    scene.stimulus = fail("silent", "", "no answer");
    scene.next = {scene.stimulus, scene.stimulus};
    EXPECT_EQ(run(lenient).finding.code, "silent");
    EXPECT_EQ(run(lenient).finding.verdict, Verdict::fail);
}

TEST_F(Running, while_a_gateway_stays_gone_only_the_control_is_repeated)
{
    scene.stimulus = resting_on_absence(pass("silent", "", ""));
    scene.control = {false};
    const auto result = run(lenient);
    EXPECT_EQ(result.failed, 3U);
    EXPECT_EQ(scene.stimuli, 1U);
    EXPECT_EQ(scene.controls, 6U) << "at once, after three rests, and once for each repetition";
}

TEST_F(Running, a_gateway_that_came_back_is_put_to_the_whole_experiment_again)
{
    scene.stimulus = resting_on_absence(pass("silent", "", ""));
    scene.control = {false, false, false, false, true};
    const auto result = run(lenient);
    EXPECT_EQ(result.failed, 1U);
    EXPECT_TRUE(result.intermittent());
    EXPECT_EQ(scene.stimuli, 3U);
    EXPECT_EQ(result.finding.code, "did-not-survive");
}

TEST_F(Running, an_explicit_answer_does_not_hide_a_crash_after_it)
{
    scene.control = {false};
    EXPECT_EQ(run(strict).finding.code, "did-not-survive");
}

TEST_F(Running, a_control_that_cannot_be_carried_out_accuses_nobody)
{
    static const Control impossible{"a good exchange", nothing, never, [](Bench&) -> bool { throw Unmet{"nothing to ask"}; },
                                    true};
    const auto result = run(impossible);
    EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
    EXPECT_EQ(result.finding.code, "prerequisite-missing");
}

TEST_F(Running, an_answer_only_after_a_rest_is_rate_limiting)
{
    scene.stimulus = resting_on_absence(fail("silent", "", ""));
    scene.control = {false, true};
    const auto result = run(lenient);
    EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
    EXPECT_EQ(result.finding.code, "rate-limited");
}

TEST_F(Running, a_fail_is_repeated_twice_and_stays_a_fail)
{
    scene.stimulus = fail("accepted", "", "");
    scene.next = {pass("refused", "", ""), fail("accepted", "", "")};
    const auto result = run(lenient);
    EXPECT_EQ(result.attempts.size(), 3U);
    EXPECT_EQ(result.failed, 2U);
    EXPECT_TRUE(result.intermittent());
    EXPECT_EQ(result.finding.verdict, Verdict::fail);
    EXPECT_EQ(scene.kept, 4U) << "survey and three attempts";
}

TEST_F(Running, a_probe_marked_once_is_not_repeated)
{
    scene.stimulus = fail("accepted", "", "");
    EXPECT_EQ(run(lenient, true).attempts.size(), 1U);
}

TEST_F(Running, without_the_control_before_nothing_is_sent)
{
    const auto result = run(unmet);
    EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
    EXPECT_EQ(result.finding.code, "control-before");
    EXPECT_EQ(scene.stimuli, 0U);
}

TEST_F(Running, what_an_interrupt_left_over_is_inconclusive)
{
    interrupted = true;
    const auto result = run(lenient);
    EXPECT_EQ(result.finding.verdict, Verdict::inconclusive);
    EXPECT_EQ(result.finding.code, "interrupted");
    EXPECT_TRUE(result.attempts.empty());
}

TEST_F(Running, only_a_claim_makes_a_probe_not_applicable)
{
    target.tunnel_types.clear();
    EXPECT_EQ(run(lenient).finding.verdict, Verdict::not_applicable);
}

std::atomic<int> under_way = 0;

Finding in_company(Bench&)
{
    const bool alone = ++under_way == 1;
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    const bool stayed_alone = under_way-- == 1;
    return pass(alone && stayed_alone ? "alone" : "in-company", "", "");
}

TEST_F(Running, what_disturbs_the_gateway_runs_alone)
{
    const Probe safe{"area/safe", in_company, &lenient};
    const Probe intrusive{"area/intrusive", in_company, &lenient, Impact::intrusive};
    const auto results = run({safe, intrusive, safe, safe, intrusive, safe}, 3);
    for (const auto& result : results) {
        const bool is_safe = result.experiment.id == "area/safe";
        if (!is_safe) { EXPECT_EQ(result.finding.code, "alone"); }
    }
    EXPECT_EQ(results[1].experiment.id, "area/intrusive") << "the order of the results is that of the cases";
    EXPECT_TRUE(std::ranges::any_of(results, [](const auto& one) { return one.finding.code == "in-company"; }));
}

}  // namespace
}  // namespace conformance
