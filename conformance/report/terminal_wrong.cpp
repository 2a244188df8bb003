// What is wrong, as a terminal shows it: the requirement, expected and observed, the frame and the
// command that shows it.

#include <algorithm>
#include <cctype>

#include "report/terminal_parts.h"
#include "report/text.h"

namespace conformance::report {

namespace {

constexpr std::size_t names_width = 11;
constexpr std::size_t details_at_most = 12;
constexpr std::size_t text_at_most = 600;

std::string line(std::string_view name, std::string_view text, const Terminal& terminal)
{
    if (text.empty()) return "";
    constexpr auto indent = names_width + 2;
    return "  " + padded(name, names_width) +
           wrapped(one_line(shortened(text, text_at_most)), indent, terminal.width) + "\n";
}

std::string capitals(std::string_view text)
{
    std::string whole(text);
    std::ranges::transform(whole, whole.begin(), [](unsigned char character) {
        return static_cast<char>(std::toupper(character));
    });
    return whole;
}

std::string named_details(const ProbeResult& probe, const Terminal& terminal)
{
    std::string text;
    const auto shown = std::min(probe.details.size(), details_at_most);
    for (std::size_t at = 0; at < shown; ++at) {
        text += line(at == 0 ? "namely" : "", probe.details[at], terminal);
    }
    if (shown < probe.details.size()) {
        text += line("", "and " + std::to_string(probe.details.size() - shown) + " more", terminal);
    }
    return text;
}

std::string one(const Results& results, const ProbeResult& probe, const Terminal& terminal)
{
    std::string text = terminal.painted(capitals(spoken(probe.verdict)), probe.verdict) + "  " +
                       one_line(probe.level) + "  " + terminal.strong(one_line(probe.id));
    if (!probe.code.empty()) text += "  " + one_line(probe.code);
    text += "\n";
    if (const auto* requirement = results.requirement(probe.requirement)) {
        text += "  " +
                wrapped(one_line(shortened(requirement->text, text_at_most)), 2, terminal.width) +
                "\n";
    }
    const auto frames = frames_in_words(probe.frames);
    text += line("expected", probe.expected, terminal);
    text += line("observed", frames.empty() ? probe.observed : probe.observed + ", " + frames,
                 terminal);
    text += named_details(probe, terminal);
    if (probe.intermittent) {
        text += line("again",
                     "intermittent: " + std::to_string(probe.intermittent->failed) + " of " +
                         std::to_string(probe.intermittent->of),
                     terminal);
    }
    if (!probe.look.empty()) {
        text += "  " + padded("look", names_width) + one_line(probe.look) + "\n";
    }
    return text;
}

std::string the_rest(const Group& group, const Terminal& terminal)
{
    std::string names;
    for (const auto* probe : group.probes) {
        if (probe == group.probes.front()) continue;
        names += (names.empty() ? "" : " ") + std::string(last_part(probe->id));
    }
    return "  and " + std::to_string(group.probes.size() - 1) + " more of " +
           one_line(group.family) + " alike:\n    " + wrapped(one_line(names), 4, terminal.width) +
           "\n";
}

}  // namespace

std::string wrong_lines(const Results& results, const Terminal& terminal)
{
    std::string text;
    for (const auto& group : wrong(results)) {
        for (const auto* probe : group.probes) {
            text += one(results, *probe, terminal);
            if (group.is_crowd()) {
                text += the_rest(group, terminal);
                break;
            }
            if (probe != group.probes.back()) text += "\n";
        }
        text += "\n";
    }
    return text;
}

}  // namespace conformance::report
