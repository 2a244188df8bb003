// The run for a comment on a change or a job summary: the verdict, the areas, what is wrong, what
// is advised against.

#include "report/overview.h"
#include "report/report.h"
#include "report/text.h"

namespace conformance::report {

namespace {

// CommonMark, Section 2.4: any ASCII punctuation may stand behind a backslash; a line stays one
// line.
std::string words(std::string_view text)
{
    constexpr std::size_t bearable = 600;
    std::string escaped;
    for (const char character : one_line(shortened(text, bearable))) {
        if (character == '<') {
            escaped += "&lt;";
        } else if (character == '&') {
            escaped += "&amp;";
        } else {
            if (std::string_view("\\`*_{}[]()#+!|>~@:").contains(character)) escaped += '\\';
            escaped += character;
        }
    }
    return escaped;
}

// In a code span nothing is escaped, so that only what needs no escape may stand in one.
std::string code(std::string_view text)
{
    const auto line = one_line(text);
    if (line.empty() || line.find_first_of("`<&") != std::string::npos) return words(text);
    return "`" + line + "`";
}

std::string areas(const Results& results)
{
    std::string table =
        "| area | pass | fail | inconclusive | not applicable | advisories |\n"
        "|---|--:|--:|--:|--:|--:|\n";
    const auto line = [&table](const std::string& name, const Totals& totals) {
        table += "| " + name;
        for (const auto count : {totals.pass, totals.fail, totals.inconclusive,
                                 totals.not_applicable, totals.advisories}) {
            table += " | " + std::to_string(count);
        }
        table += " |\n";
    };
    for (const auto& area : results.areas()) {
        line(words(area_title(area)), totals_of(results, area));
    }
    line("**all**", results.summary);
    return table;
}

std::string wrong_one(const ProbeResult& probe)
{
    std::string item = "- **" + std::string(spoken(probe.verdict)) + "** " + code(probe.id);
    if (!probe.code.empty()) item += " " + code(probe.code);
    item += ", " + words(probe.level) + ", " + words(probe.source) + "\n";
    if (!probe.expected.empty()) item += "  - expected: " + words(probe.expected) + "\n";
    if (!probe.observed.empty()) item += "  - observed: " + words(probe.observed) + "\n";
    for (const auto& detail : probe.details) {
        item += "  - namely: " + words(detail) + "\n";
    }
    if (probe.intermittent) {
        item += "  - intermittent: " + std::to_string(probe.intermittent->failed) + " of " +
                std::to_string(probe.intermittent->of) + "\n";
    }
    if (!probe.look.empty()) item += "  - look: " + code(probe.look) + "\n";
    return item;
}

}  // namespace

std::string markdown(const nlohmann::json& document)
{
    const auto results = read(document);
    std::string page = "# " + conclusion(results) + "\n\n" + words(address_of(results.target)) +
                       " against " + words(results.policy.title) + ": " +
                       words(conclusion_in_full(results)) + "; judged " +
                       std::to_string(judged(results)) + " of " +
                       counted(results.requirements.size(), "requirement", "requirements") +
                       ".\n\n" + areas(results);
    const auto groups = wrong(results);
    if (!groups.empty()) page += "\n## What is wrong\n\n";
    for (const auto& group : groups) {
        for (const auto* probe : group.probes) {
            page += wrong_one(*probe);
        }
    }
    const auto advised = discouraged(results);
    if (!advised.empty()) page += "\n## Advisories\n\n";
    for (const auto& [advisory, probes] : advised) {
        page += "- " + words(advisory.text) + " (" + words(advisory.source) + "), in " +
                counted(probes.size(), "probe", "probes") + "\n";
    }
    page += "\n" + words(results.tool.name + " " + results.tool.version) + ", seed " +
            code(results.seed) + ", started " + words(results.started) + ", " +
            words(results.policy.edition) + "\n";
    return page;
}

}  // namespace conformance::report
