// How much of the catalog was judged, why the rest was not, and the figures that are no verdict.

#include <algorithm>

#include "report/html_parts.h"
#include "report/text.h"

namespace conformance::report {

namespace {

std::size_t count_of(const Results& results, Status status)
{
    return static_cast<std::size_t>(
        std::ranges::count(results.requirements, status, &RequirementResult::status));
}

Markup row(const RequirementResult& requirement)
{
    Markup names = element("span", {{"class", "title"}}, data(requirement.text));
    names += element("span", {{"class", "id"}}, data(requirement.id));
    Markup why = requirement.verdict
                     ? icon(*requirement.verdict) +=
                       element("span", {{"class", "word"}}, spoken(*requirement.verdict))
                     : data(requirement.reason);
    return element("tr", {}, element("th", {{"scope", "row"}}, names),
                   element("td", {}, data(requirement.level), element("cite", {}, data(requirement.source))),
                   element("td", {{"class", "why"}}, why));
}

Markup fold(const Results& results, Status status)
{
    Markup rows;
    for (const auto& requirement : results.requirements) {
        if (requirement.status == status) rows += row(requirement);
    }
    if (rows.empty()) return {};
    const bool judged = status == Status::tested;
    Markup head;
    for (const char* name : {"Requirement", "Level", judged ? "Verdict" : "Reason"}) {
        head += element("th", {{"scope", "col"}}, name);
    }
    Markup table = element("thead", {}, element("tr", {}, head));
    table += element("tbody", {}, rows);
    Markup title = element("b", {}, std::to_string(count_of(results, status)));
    title += " ";
    title += spoken(status);
    return element("details", {{"class", "fold"}}, element("summary", {}, title),
                   element("table", {{"class", "catalog"}}, table));
}

}  // namespace

Markup coverage(const Results& results)
{
    const auto all = results.requirements.size();
    const auto tested = count_of(results, Status::tested);
    std::string sentence = std::to_string(tested) + " of the catalog's " +
                           counted(all, "requirement", "requirements") + " were tested";
    if (all > 0) sentence += " (" + std::to_string(tested * 100 / all) + " percent)";
    sentence += all == tested ? "." : "; each of the others says why it was not.";

    Markup whole = element("h2", {}, "Coverage");
    whole += element("p", {{"class", "lede"}}, sentence);
    for (const auto status :
         {Status::tested, Status::untested, Status::not_selected, Status::waived}) {
        whole += fold(results, status);
    }
    return element("section", {{"id", "coverage"}}, whole);
}

Markup measurements(const Results& results)
{
    if (results.measurements.empty()) return {};
    Markup rows;
    for (const auto& measurement : results.measurements) {
        rows += element("tr", {}, element("th", {{"scope", "row"}}, data(measurement.name)),
                        element("td", {{"class", "number"}}, figure(measurement.value)),
                        element("td", {}, data(measurement.unit)),
                        element("td", {{"class", "why"}}, data(measurement.text)));
    }
    return element("section", {{"id", "measurements"}}, element("h2", {}, "Measurements"),
                   element("table", {{"class", "measurements"}}, element("tbody", {}, rows)));
}

}  // namespace conformance::report
