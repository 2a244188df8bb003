#include "core/attempt.h"

#include <array>

namespace conformance {

namespace {

using namespace std::chrono_literals;

enum class Alive { at_once, after_a_rest, never };

// A gateway that only answers after a rest limits rates; one that never answers again did not survive.
Alive control_after(const Control& control, Bench& bench)
{
    if (control.holds(bench)) { return Alive::at_once; }
    for (const Duration rest : std::array<Duration, 3>{500ms, 1s, 2s}) {
        bench.network.pause(rest);
        if (control.holds(bench)) { return Alive::after_a_rest; }
    }
    return Alive::never;
}

Finding with_control(const Control& control, Bench& bench, Finding finding)
{
    if (!finding.rests_on_absence && !control.always) { return finding; }
    const auto name = std::string{control.name};
    switch (control_after(control, bench)) {
        case Alive::at_once: return finding;
        case Alive::after_a_rest:
            if (!finding.rests_on_absence) { return finding; }
            finding.verdict = Verdict::inconclusive;
            finding.code = "rate-limited";
            finding.observed += "; the control after it (" + name +
                                ") was answered only after a rest, so silence here may be rate limiting";
            return finding;
        case Alive::never: break;
    }
    finding.verdict = Verdict::fail;
    finding.code = did_not_survive;
    finding.observed += "; afterwards the gateway no longer answered the control (" + name + ")";
    return finding;
}

}  // namespace

double Attempt::duration_ms() const
{
    if (transcript.events().empty()) { return 0; }
    const auto span = transcript.events().back().at - transcript.events().front().at;
    return static_cast<double>(span.count()) / 1000.0;
}

// A stimulus or a control that cannot be carried out says nothing of the gateway.
Finding experiment(const Probe& probe, Bench& bench)
try {
    auto finding = probe.stimulus(bench);
    if (finding.verdict == Verdict::inconclusive && !finding.rests_on_absence) { return finding; }
    return with_control(*probe.control, bench, std::move(finding));
} catch (const Unmet& unmet) {
    return inconclusive("prerequisite-missing", "the experiment can be carried out", unmet.what());
}

Finding experiment_again(const Probe& probe, Bench& bench)
try {
    if (probe.control->holds(bench)) { return experiment(probe, bench); }
    return fail(did_not_survive, "the gateway answers the control before the experiment is repeated",
                "it still did not answer the control (" + std::string{probe.control->name} + ")");
} catch (const Unmet& unmet) {
    return inconclusive("prerequisite-missing", "the experiment can be carried out", unmet.what());
}

}  // namespace conformance
