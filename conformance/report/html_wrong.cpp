// What is wrong, first of all; and what is right by the edition yet discouraged by the IETF.

#include "report/html_parts.h"
#include "report/text.h"

namespace conformance::report {

namespace {

constexpr std::size_t open_at_most = 3;  // more open cards than this bury the list

Markup crowd(const Results& results, const Group& group)
{
    const auto& first = *group.probes.front();
    Markup line = icon(first.verdict);
    Markup names = element("span", {{"class", "title"}},
                           std::to_string(group.probes.size()) + " probes end alike");
    names += element("span", {{"class", "id"}}, foreign(group.family));
    names += element("span", {{"class", "seen"}}, foreign(shortened(first.observed, 240)));
    line += element("span", {{"class", "names"}}, names);
    line += element("span", {{"class", "level"}}, foreign(first.level));
    line += element("span", {{"class", "outcome"}},
                    element("span", {{"class", "word"}}, spoken(first.verdict)),
                    element("code", {}, foreign(first.code)));
    Markup whole = element("summary", {{"class", "headline"}}, line);
    Markup cards;
    for (const auto* probe : group.probes) {
        cards += card(results, *probe, false);
    }
    whole += element("div", {{"class", "body"}}, cards);
    return element("details", {{"class", "probe crowd " + std::string(word(first.verdict))}},
                   whole);
}

}  // namespace

std::string_view title_of_wrong(const Results& results)
{
    return results.summary.fail > 0 ? "What is wrong" : "What could not be judged";
}

Markup what_is_wrong(const Results& results)
{
    const auto groups = wrong(results);
    if (groups.empty()) return {};
    const bool open = results.summary.fail + results.summary.inconclusive <= open_at_most;
    Markup list;
    for (const auto& group : groups) {
        if (group.is_crowd()) {
            list += crowd(results, group);
            continue;
        }
        for (const auto* probe : group.probes) {
            list += card(results, *probe, open);
        }
    }
    return element("section", {{"id", "wrong"}}, element("h2", {}, title_of_wrong(results)),
                   element("div", {{"class", "cards"}}, list));
}

Markup what_is_discouraged(const Results& results)
{
    const auto all = discouraged(results);
    if (all.empty()) return {};
    Markup list;
    for (const auto& [advisory, probes] : all) {
        Markup where;
        for (const auto* probe : probes) {
            where += element("li", {}, link_to(probe->id, foreign(probe->id)));
        }
        Markup text = element("p", {}, foreign(advisory.text), " ",
                              element("cite", {}, foreign(advisory.source)));
        text += element("details", {{"class", "places"}},
                        element("summary", {}, element("code", {}, foreign(advisory.code)), " in ",
                                counted(probes.size(), "probe", "probes")),
                        element("ul", {{"class", "ids"}}, where));
        list += element("li", {}, advisory_icon(), element("div", {}, text));
    }
    Markup whole = element("h2", {}, "Advisories");
    whole +=
        element("p", {{"class", "lede"}},
                "A second axis, which counts against nothing above: what the edition asks for or "
                "allows while the IETF discourages it, and each SHOULD that is left unmet.");
    whole += element("ul", {{"class", "advisories"}}, list);
    return element("section", {{"id", "advisories"}}, whole);
}

}  // namespace conformance::report
