// report.html: one file that says what was found, first what is wrong, and opens to the evidence.
// It fetches nothing, and its own policy forbids it to.

#include "report/html_parts.h"
#include "report/report.h"
#include "report/text.h"

namespace conformance::report {

namespace {

Markup head(const Results& results)
{
    const std::string policy = "default-src 'none'; style-src 'sha256-" +
                               std::string(stylesheet_hash()) + "'; script-src 'sha256-" +
                               std::string(script_hash()) +
                               "'; base-uri 'none'; form-action 'none'";
    const auto title =
        conclusion(results) + ": " + results.target.host + ", " + results.policy.edition;
    Markup whole = element("meta", {{"charset", "utf-8"}});
    whole += element("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", policy}});
    whole +=
        element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    whole += element("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    whole += element("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    whole += element("title", {}, Markup::of_ours(html_escaped(one_line(title))));
    whole += element("style", {}, Markup::of_ours(stylesheet()));
    return element("head", {}, whole);
}

Markup contents(const Results& results)
{
    Markup list;
    const auto add = [&list](const std::string& place, std::string_view title) {
        list += element("li", {}, element("a", {{"href", "#" + place}}, foreign(title)));
    };
    if (!wrong(results).empty()) add("wrong", title_of_wrong(results));
    for (const auto& area : results.areas()) {
        add("area-" + area, area_title(area));
    }
    if (results.summary.advisories > 0) add("advisories", "Advisories");
    add("coverage", "Coverage");
    if (!results.measurements.empty()) add("measurements", "Measurements");
    add("facts", "The run");
    return element("nav", {{"aria-label", "Contents"}}, element("ul", {}, list));
}

Markup body(const Results& results)
{
    Markup whole = icon_shapes();
    whole += masthead(results);
    whole += by_area(results);
    whole += contents(results);
    Markup main = what_is_wrong(results);
    for (const auto& area : results.areas()) {
        main += area_section(results, area);
    }
    main += what_is_discouraged(results);
    main += coverage(results);
    main += measurements(results);
    main += facts(results);
    whole += element("main", {}, main);
    whole += element("footer", {},
                     "Rendered from results.json, which lies beside this file and says the same. "
                     "sallyport replay reaches these verdicts again from the evidence alone.");
    whole += element("script", {}, Markup::of_ours(script()));
    return element("body", {}, whole);
}

}  // namespace

std::string html(const nlohmann::json& document)
{
    const auto results = read(document);
    Markup page = Markup::of_ours("<!DOCTYPE html>\n");
    page += element("html", {{"lang", "en"}}, head(results), body(results));
    return page.octets() + "\n";
}

}  // namespace conformance::report
