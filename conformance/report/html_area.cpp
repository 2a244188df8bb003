// One area of the catalog: its matrices, then its other probes, one line each.

#include "report/html_parts.h"
#include "report/matrix.h"
#include "report/text.h"

namespace conformance::report {

namespace {

// A probe that is wrong stands in full at the head of the page, and here leads there.
Markup entry(const Results& results, const ProbeResult& probe)
{
    return is_wrong(probe) ? row_to_card(probe) : card(results, probe, false);
}

Markup matrices(const Results& results, std::string_view area)
{
    Markup whole;
    if (area == "ike") whole += matrix_of_proposals(results);
    if (area == "clients") whole += matrix_of_clients(results);
    if (area == "tls") {
        whole += matrix_of_versions(results);
        whole += matrix_of_suites(results);
    }
    if (area == "ports") whole += matrix_of_ports(results);
    return whole;
}

Markup in_words(const Totals& totals)
{
    std::vector<std::string> words;
    for (const auto verdict :
         {Verdict::pass, Verdict::fail, Verdict::inconclusive, Verdict::not_applicable}) {
        if (totals.of(verdict) == 0) continue;
        words.push_back(std::to_string(totals.of(verdict)) + " " + std::string(spoken(verdict)));
    }
    if (totals.advisories > 0) {
        words.push_back(counted(totals.advisories, "advisory", "advisories"));
    }
    return joined(words, ", ");
}

}  // namespace

Markup area_section(const Results& results, std::string_view area)
{
    Markup in_matrix;
    Markup others;
    std::size_t folded = 0;
    for (const auto& probe : results.probes) {
        if (probe.area != area) continue;
        if (stands_in_a_matrix(results, probe)) {
            in_matrix += entry(results, probe);
            ++folded;
        } else {
            others += entry(results, probe);
        }
    }
    Markup whole = element("h2", {}, area_title(area));
    whole += element("p", {{"class", "lede"}}, in_words(totals_of(results, area)));
    const auto tables = matrices(results, area);
    if (!tables.empty()) whole += element("div", {{"class", "matrices"}}, tables);
    if (folded > 0) {
        whole += element(
            "details", {{"class", "fold"}},
            element("summary", {}, counted(folded, "probe", "probes") + " behind the tables above"),
            element("div", {{"class", "cards"}}, in_matrix));
    }
    if (!others.empty()) {
        whole += element("h3", {}, folded > 0 ? "Other clauses" : "Clauses");
        whole += element("div", {{"class", "cards"}}, others);
    }
    return element("section", {{"id", "area-" + std::string(area)}}, whole);
}

}  // namespace conformance::report
