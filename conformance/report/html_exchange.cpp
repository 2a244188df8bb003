// The decoded conversation of a probe; the frames that its finding speaks of stand open and marked.

#include <algorithm>

#include "report/html_parts.h"
#include "report/text.h"

namespace conformance::report {

namespace {

std::string_view arrow(Direction direction)
{
    switch (direction) {
        case Direction::sent:
            return "\u2192";
        case Direction::received:
            return "\u2190";
        case Direction::event:
            return "\u00b7";
    }
    return "";
}

std::string_view spoken(Direction direction)
{
    switch (direction) {
        case Direction::sent:
            return "sent";
        case Direction::received:
            return "received";
        case Direction::event:
            return "event";
    }
    return "";
}

std::string clock(double milliseconds)
{
    return milliseconds >= 1000 ? seconds(milliseconds / 1000) : figure(milliseconds) + " ms";
}

Markup headline(const Step& step)
{
    Markup line = element("span", {{"class", "frame"}},
                          step.frame ? std::to_string(*step.frame) : std::string());
    line += element("span", {{"class", "arrow"}}, arrow(step.direction),
                    element("span", {{"class", "spoken"}}, spoken(step.direction)));
    line += element("span", {{"class", "said"}}, foreign(step.summary));
    line += element("span", {{"class", "time"}}, clock(step.time_ms));
    return line;
}

Markup shown(const Step& step, bool named)
{
    const std::string kind = std::string(spoken(step.direction)) + (named ? " named" : "");
    if (step.details.empty()) {
        return element("li", {{"class", kind}},
                       element("div", {{"class", "step"}}, headline(step)));
    }
    Markup fold = named ? start_tag("details", {{"open", ""}}) : start_tag("details", {});
    fold += element("summary", {{"class", "step"}}, headline(step));
    fold += element("pre", {}, foreign(joined(step.details, "\n")));
    fold += end_tag("details");
    return element("li", {{"class", kind}}, fold);
}

bool is_named(const ProbeResult& probe, const Step& step)
{
    return step.frame && std::ranges::find(probe.frames, *step.frame) != probe.frames.end();
}

// Of a long conversation only what surrounds the named frames stands open; where none is named, its
// beginning does.
std::vector<bool> near_the_finding(const ProbeResult& probe)
{
    constexpr std::size_t short_enough = 24;
    constexpr std::size_t around = 3;
    const auto size = probe.exchange.size();
    std::vector<bool> near(size, size <= short_enough);
    bool any = false;
    for (std::size_t at = 0; at < size; ++at) {
        if (!is_named(probe, probe.exchange[at])) continue;
        any = true;
        const auto first = at > around ? at - around : 0;
        for (auto each = first; each < std::min(size, at + around + 1); ++each) {
            near[each] = true;
        }
    }
    if (!any) std::fill_n(near.begin(), std::min(size, short_enough), true);
    return near;
}

Markup folded(const ProbeResult& probe, std::size_t first, std::size_t end)
{
    constexpr std::size_t page_bears = 400;
    Markup steps;
    for (auto at = first; at < std::min(end, first + page_bears); ++at) {
        steps += shown(probe.exchange[at], false);
    }
    if (end - first > page_bears) {
        steps += element("li", {}, counted(end - first - page_bears, "more step", "more steps"),
                         " in results.json and the capture");
    }
    return element("li", {{"class", "folded"}},
                   element("details", {},
                           element("summary", {}, counted(end - first, "step", "steps"), " here"),
                           element("ol", {{"class", "exchange"}}, steps)));
}

}  // namespace

Markup exchange(const ProbeResult& probe)
{
    if (probe.exchange.empty()) return {};
    const auto near = near_the_finding(probe);
    Markup steps;
    for (std::size_t at = 0; at < near.size();) {
        const auto& step = probe.exchange[at];
        if (near[at]) {
            steps += shown(step, is_named(probe, step));
            ++at;
            continue;
        }
        const auto begin = near.begin() + static_cast<std::ptrdiff_t>(at);
        const auto end =
            static_cast<std::size_t>(std::find(begin, near.end(), true) - near.begin());
        steps += folded(probe, at, end);
        at = end;
    }
    Markup whole = element("h4", {}, "Exchange");
    whole += element("ol", {{"class", "exchange"}}, steps);
    return whole;
}

}  // namespace conformance::report
