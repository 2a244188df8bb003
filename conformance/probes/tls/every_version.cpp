#include "probes/tls/every_version.h"

#include <algorithm>
#include <array>

#include "probes/tls/handshake.h"

namespace conformance::probes::tls {

namespace {

struct Part {
    std::string versions;
    Finding finding;
    std::optional<std::string> unmet;

    [[nodiscard]] bool is(Verdict verdict) const { return !unmet && finding.verdict == verdict; }
};

using Parts = std::array<Part, 2>;

Part part(Bench& bench, const char* versions, Experiment experiment)
try {
    return {versions, experiment(bench), {}};
} catch (const Unmet& unmet) {
    return {versions, {}, unmet.what()};
}

// A strict run counts it as a fail, by its code.
bool leaves_a_should_unmet(const Part& part)
{
    return std::ranges::any_of(part.finding.advisories, &Advisory::unmet_should);
}

// The one whose verdict and code are those of the whole.
const Part& leading(const Parts& parts)
{
    for (const auto verdict : {Verdict::fail, Verdict::inconclusive}) {
        const auto found =
            std::ranges::find_if(parts, [verdict](const Part& one) { return one.is(verdict); });
        if (found != parts.end()) {
            return *found;
        }
    }
    const auto found = std::ranges::find_if(parts, leaves_a_should_unmet);
    if (found != parts.end()) {
        return *found;
    }
    return is_nothing_to_judge(parts[0].finding) ? parts[1] : parts[0];
}

void add(const Part& part, Finding& whole)
{
    const auto in_version = [&](const std::string& text) { return part.versions + ": " + text; };
    whole.observed += (whole.observed.empty() ? "" : "; ") +
                      in_version(part.unmet ? *part.unmet : part.finding.observed);
    const auto& one = part.finding;
    whole.frames.insert(whole.frames.end(), one.frames.begin(), one.frames.end());
    for (const auto& line : one.details) {
        whole.details.push_back(in_version(line));
    }
    for (auto advisory : one.advisories) {
        advisory.text = in_version(advisory.text);
        whole.advisories.push_back(std::move(advisory));
    }
    whole.rests_on_absence = whole.rests_on_absence || one.rests_on_absence;
}

}  // namespace

Finding in_every_version(Bench& bench, Experiment up_to_tls_1_2, Experiment tls_1_3)
{
    const Parts parts{part(bench, "up to TLS 1.2", up_to_tls_1_2), part(bench, "TLS 1.3", tls_1_3)};
    const auto& first = leading(parts);
    Finding whole;
    whole.verdict = first.finding.verdict;
    whole.code = first.finding.code;
    whole.expected = first.finding.expected;
    for (const auto& one : parts) {
        add(one, whole);
    }
    const bool is_unmet = parts[0].unmet || parts[1].unmet;
    if (is_unmet && whole.verdict != Verdict::fail) {
        throw Unmet{whole.observed};
    }
    return whole;
}

}  // namespace conformance::probes::tls
