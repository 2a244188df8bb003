// How much of the catalog was judged, why the rest was not, and the figures that are no verdict.

#include <algorithm>
#include <array>

#include "report/html_parts.h"
#include "report/text.h"

namespace conformance::report {

namespace {

constexpr std::array statuses{Status::tested, Status::not_judged, Status::untested,
                              Status::not_selected, Status::waived};

std::size_t count_of(const Results& results, Status status)
{
    return static_cast<std::size_t>(
        std::ranges::count(results.requirements, status, &RequirementResult::status));
}

std::size_t count_of(const Results& results, Status status, std::string_view area)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(results.requirements, [&](const RequirementResult& requirement) {
            return requirement.status == status && requirement.area == area;
        }));
}

Markup counts_by_area(const Results& results)
{
    std::vector<std::string> areas;
    for (const auto& requirement : results.requirements) {
        if (std::ranges::find(areas, requirement.area) == areas.end()) {
            areas.push_back(requirement.area);
        }
    }
    Markup head = element("th", {{"scope", "col"}}, "Area");
    for (const auto status : statuses) {
        head += element("th", {{"scope", "col"}}, spoken(status));
    }
    Markup body;
    for (const auto& area : areas) {
        Markup row = element("th", {{"scope", "row"}}, foreign(area_title(area)));
        for (const auto status : statuses) {
            const auto count = count_of(results, status, area);
            row += element("td", {{"class", count == 0 ? "nil" : "some"}}, std::to_string(count));
        }
        body += element("tr", {}, row);
    }
    if (body.empty()) return {};
    return element("table", {{"class", "counts"}},
                   element("caption", {{"class", "spoken"}}, "Requirements by area"),
                   element("thead", {}, element("tr", {}, head)), element("tbody", {}, body));
}

Markup row(const RequirementResult& requirement)
{
    Markup names = element("span", {{"class", "title"}}, foreign(requirement.text));
    names += element("span", {{"class", "id"}}, foreign(requirement.id));
    Markup why;
    if (requirement.verdict) {
        why += icon(*requirement.verdict);
        why += element("span", {{"class", "word"}}, spoken(*requirement.verdict));
        if (!requirement.reason.empty()) why += ": ";
    }
    why += foreign(requirement.reason);
    return element("tr", {}, element("th", {{"scope", "row"}}, names),
                   element("td", {}, foreign(requirement.level),
                           element("cite", {}, foreign(requirement.source))),
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
    const auto judged = count_of(results, Status::tested);
    std::string sentence = std::to_string(judged) + " of the catalog's " +
                           counted(all, "requirement", "requirements") + " were judged";
    if (all > 0) sentence += " (" + std::to_string(judged * 100 / all) + " percent)";
    sentence += all == judged ? "." : "; each of the others says why it was not.";

    Markup whole = element("h2", {}, "Coverage");
    whole += element("p", {{"class", "lede"}}, sentence);
    whole += counts_by_area(results);
    for (const auto status : statuses) {
        whole += fold(results, status);
    }
    return element("section", {{"id", "coverage"}}, whole);
}

Markup measurements(const Results& results)
{
    if (results.measurements.empty()) return {};
    Markup rows;
    for (const auto& measurement : results.measurements) {
        rows += element("tr", {}, element("th", {{"scope", "row"}}, foreign(measurement.name)),
                        element("td", {{"class", "number"}}, figure(measurement.value)),
                        element("td", {}, foreign(measurement.unit)),
                        element("td", {{"class", "why"}}, foreign(measurement.text)));
    }
    return element("section", {{"id", "measurements"}}, element("h2", {}, "Measurements"),
                   element("table", {{"class", "measurements"}}, element("tbody", {}, rows)));
}

}  // namespace conformance::report
