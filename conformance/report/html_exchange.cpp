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

}  // namespace

Markup exchange(const ProbeResult& probe)
{
    if (probe.exchange.empty()) return {};
    Markup steps;
    for (const auto& step : probe.exchange) {
        const bool named =
            step.frame && std::ranges::find(probe.frames, *step.frame) != probe.frames.end();
        steps += shown(step, named);
    }
    Markup whole = element("h4", {}, "Exchange");
    whole += element("ol", {{"class", "exchange"}}, steps);
    return whole;
}

}  // namespace conformance::report
