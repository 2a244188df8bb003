// What a probe found out, and what that means.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace conformance {

enum class Verdict { pass, fail, inconclusive, not_applicable };

[[nodiscard]] std::string to_string(Verdict verdict);

// A remark beside the verdict: an unmet SHOULD, an algorithm the IETF discourages.
struct Advisory {
    std::string code, text, source;
    bool unmet_should = false;  // a strict run counts it as a fail

    bool operator==(const Advisory&) const = default;
};

// A number the probe measured, for the report.
struct Measurement {
    std::string name;
    double value = 0;
    std::string unit, text;

    bool operator==(const Measurement&) const = default;
};

// `code` is stable and short: accepted, refused-by-notify:14, refused-by-alert:70, closed, silent, ...
struct Finding {
    Verdict verdict = Verdict::inconclusive;
    std::string code, expected, observed;
    std::vector<unsigned> frames;  // of the capture, from 1: the exchange the finding speaks of
    std::vector<Advisory> advisories;
    std::vector<std::string> details;  // e.g. every tuple that was accepted and should not be
    std::vector<Measurement> measurements;
    // The finding rests on silence or a close: it counts only when the control after it succeeds.
    bool rests_on_absence = false;

    bool operator==(const Finding&) const = default;
};

[[nodiscard]] Finding pass(std::string code, std::string expected, std::string observed,
                           std::vector<unsigned> frames = {});
[[nodiscard]] Finding fail(std::string code, std::string expected, std::string observed,
                           std::vector<unsigned> frames = {});
[[nodiscard]] Finding inconclusive(std::string code, std::string expected, std::string observed,
                                   std::vector<unsigned> frames = {});
[[nodiscard]] Finding resting_on_absence(Finding finding);

}  // namespace conformance
