#include "core/verdict.h"

#include <utility>

namespace conformance {

namespace {

Finding found(Verdict verdict, std::string code, std::string expected, std::string observed,
              std::vector<unsigned> frames)
{
    Finding finding;
    finding.verdict = verdict;
    finding.code = std::move(code);
    finding.expected = std::move(expected);
    finding.observed = std::move(observed);
    finding.frames = std::move(frames);
    return finding;
}

}  // namespace

std::string to_string(Verdict verdict)
{
    switch (verdict) {
        case Verdict::pass: return "pass";
        case Verdict::fail: return "fail";
        case Verdict::inconclusive: return "inconclusive";
        case Verdict::not_applicable: return "not_applicable";
    }
    return "inconclusive";
}

Finding pass(std::string code, std::string expected, std::string observed, std::vector<unsigned> frames)
{
    return found(Verdict::pass, std::move(code), std::move(expected), std::move(observed), std::move(frames));
}

Finding fail(std::string code, std::string expected, std::string observed, std::vector<unsigned> frames)
{
    return found(Verdict::fail, std::move(code), std::move(expected), std::move(observed), std::move(frames));
}

Finding inconclusive(std::string code, std::string expected, std::string observed,
                     std::vector<unsigned> frames)
{
    return found(Verdict::inconclusive, std::move(code), std::move(expected), std::move(observed),
                 std::move(frames));
}

Finding resting_on_absence(Finding finding)
{
    finding.rests_on_absence = true;
    return finding;
}

}  // namespace conformance
