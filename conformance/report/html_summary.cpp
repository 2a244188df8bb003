// The head of the page: the verdict in words, the counts, the two axes, the areas, and what was run
// against what.

#include "report/html_parts.h"
#include "report/text.h"

namespace conformance::report {

namespace {

constexpr Verdict verdicts[] = {Verdict::pass, Verdict::fail, Verdict::inconclusive,
                                Verdict::not_applicable};

std::string mood(const Results& results)
{
    if (results.summary.fail > 0) return "fail";
    const bool sound = results.complete && results.summary.inconclusive == 0;
    return sound && results.summary.pass > 0 ? "pass" : "inconclusive";
}

// Its words stand below it, so it is hidden from those who listen.
Markup bar(const Totals& totals)
{
    constexpr std::uint64_t width = 1000;
    const auto all = totals.judged();
    if (all == 0) return {};
    Markup parts;
    std::uint64_t sum = 0;
    for (const auto verdict : verdicts) {
        const auto count = totals.of(verdict);
        if (count == 0) continue;
        const auto left = sum * width / all;
        sum += count;
        const auto right = sum * width / all;
        const auto gap = left == 0 ? 0 : 3;
        const auto span = right - left > 8 ? right - left - static_cast<std::uint64_t>(gap) : 5;
        parts += element("rect", {{"class", std::string(word(verdict))},
                                  {"x", std::to_string(left + static_cast<std::uint64_t>(gap))},
                                  {"y", "0"},
                                  {"width", std::to_string(span)},
                                  {"height", "10"}});
    }
    return element("svg",
                   {{"class", "bar"},
                    {"viewBox", "0 0 1000 10"},
                    {"preserveAspectRatio", "none"},
                    {"aria-hidden", "true"}},
                   parts);
}

Markup legend(const Totals& totals)
{
    Markup items;
    for (const auto verdict : verdicts) {
        const std::string kind = totals.of(verdict) == 0 ? "nil" : std::string(word(verdict));
        items +=
            element("li", {{"class", kind}}, icon(verdict),
                    element("b", {}, std::to_string(totals.of(verdict))), " ", spoken(verdict));
    }
    return element("ul", {{"class", "legend"}}, items);
}

Markup axis(std::string_view question, const Markup& answer, const Markup& note)
{
    return element("div", {{"class", "axis"}}, element("dt", {}, question),
                   element("dd", {}, element("b", {}, answer), note));
}

Markup axes(const Results& results)
{
    const auto advised = discouraged(results).size();
    Markup whole = axis("Does it conform to the edition?", conclusion(results),
                        element("span", {}, foreign(conclusion_in_full(results))));
    whole += axis(
        "Does the IETF advise against it?",
        advised == 0 ? Markup("Nothing noted")
                     : Markup(counted(results.summary.advisories, "advisory", "advisories")),
        advised == 0 ? Markup()
                     : element("a", {{"href", "#advisories"}},
                               "on " + counted(advised, "thing", "things") + ", counted apart"));
    whole += axis("How much was judged?",
                  std::to_string(judged(results)) + " of " +
                      counted(results.requirements.size(), "requirement", "requirements"),
                  element("a", {{"href", "#coverage"}}, "and why not the rest"));
    return element("dl", {{"class", "axes"}}, whole);
}

void add(Markup& list, std::string_view name, const Markup& content)
{
    list += element("div", {}, element("dt", {}, name), element("dd", {}, content));
}

std::string readable(std::string time)
{
    if (time.size() > 10 && time[10] == 'T') time[10] = ' ';
    if (time.ends_with('Z')) time.replace(time.size() - 1, 1, " UTC");
    return time;
}

Markup hash(std::string_view octets)
{
    return element("span", {{"class", "hash"}}, foreign(octets));
}

}  // namespace

Markup masthead(const Results& results)
{
    Markup whole = element("p", {{"class", "eyebrow"}}, "Sallyport, conformance report");
    whole += element("h1", {{"class", mood(results)}}, conclusion(results));
    Markup lede = element("b", {}, foreign(address_of(results.target)));
    lede += " against ";
    lede += element("b", {}, foreign(results.policy.title));
    whole += element("p", {{"class", "lede"}}, lede);
    whole += bar(results.summary);
    whole += legend(results.summary);
    whole += axes(results);
    return element("header", {{"class", "masthead"}}, whole);
}

Markup by_area(const Results& results)
{
    Markup head = element("th", {{"scope", "col"}}, "Area");
    for (const auto verdict : verdicts) {
        head += element("th", {{"scope", "col"}}, icon(verdict), spoken(verdict));
    }
    head += element("th", {{"scope", "col"}}, advisory_icon(), "advisories");
    Markup body;
    for (const auto& area : results.areas()) {
        const auto totals = totals_of(results, area);
        Markup row = element("th", {{"scope", "row"}},
                             element("a", {{"href", "#area-" + area}}, foreign(area_title(area))));
        for (const auto verdict : verdicts) {
            const auto count = totals.of(verdict);
            row += element("td", {{"class", count == 0 ? "nil" : std::string(word(verdict))}},
                           std::to_string(count));
        }
        row += element("td", {{"class", totals.advisories == 0 ? "nil" : "advisory"}},
                       std::to_string(totals.advisories));
        body += element("tr", {}, row);
    }
    if (body.empty()) return {};
    return element("table", {{"class", "areas"}},
                   element("caption", {{"class", "spoken"}}, "Verdicts by area"),
                   element("thead", {}, element("tr", {}, head)), element("tbody", {}, body));
}

Markup facts(const Results& results)
{
    const auto& tool = results.tool;
    const auto& target = results.target;
    const auto& policy = results.policy;
    Markup list;
    add(list, "Target", foreign(target.path));
    add(list, "Gateway", foreign(address_of(target)));
    add(list, "Tunnel types", foreign(joined(target.tunnel_types, ", ")));
    if (!target.sku.empty()) add(list, "SKU", foreign(target.sku));
    if (!target.claims.empty()) add(list, "Claims", foreign(joined(target.claims, "\n")));
    add(list, "Edition", foreign(policy.edition));
    add(list, "Source of the edition", foreign(policy.source));
    add(list, "Started",
        element("time", {{"datetime", results.started}}, foreign(readable(results.started))));
    add(list, "Took", seconds(results.duration_s));
    add(list, "Selected",
        results.selection.empty() ? Markup("everything") : foreign(joined(results.selection, " ")));
    add(list, "Came to its end", results.complete ? "yes" : "no, it was interrupted");
    add(list, "Unmet SHOULD", results.strict ? "counts as a fail (strict)" : "is an advisory");
    add(list, "Seed", hash(results.seed));
    add(list, "Tool", foreign(tool.name + " " + tool.version + ", commit " + tool.commit));
    add(list, "SHA-256 of the program", hash(tool.sha256));
    add(list, "SHA-256 of the catalog", hash(results.catalog_sha256));
    add(list, "SHA-256 of the edition", hash(policy.sha256));
    add(list, "SHA-256 of the target", hash(target.sha256));
    return element("section", {{"id", "facts"}}, element("h2", {}, "The run"),
                   element("dl", {{"class", "facts"}}, list));
}

}  // namespace conformance::report
