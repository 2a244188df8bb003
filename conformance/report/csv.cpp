// The probes as a table for a spreadsheet (RFC 4180): a line each. A field that a spreadsheet would
// take for a formula is led by an apostrophe.

#include "report/overview.h"
#include "report/report.h"
#include "report/text.h"

namespace conformance::report {

namespace {

std::string field(std::string_view text)
{
    auto shown = visible(text);
    if (!shown.empty() && std::string_view("=+-@\t").contains(shown.front())) {
        shown.insert(0, "'");
    }
    if (shown.find_first_of(",\"\n") == std::string::npos) return shown;
    std::string quoted = "\"";
    for (const char character : shown) {
        quoted += character == '"' ? "\"\"" : std::string(1, character);
    }
    return quoted + "\"";
}

std::string record(const std::vector<std::string>& fields)
{
    std::string line;
    for (std::size_t at = 0; at < fields.size(); ++at) {
        line += (at == 0 ? "" : ",") + field(fields[at]);
    }
    return line + "\r\n";
}

std::string numbers(const std::vector<std::uint64_t>& frames)
{
    std::string list;
    for (const auto frame : frames) {
        list += (list.empty() ? "" : " ") + std::to_string(frame);
    }
    return list;
}

std::string codes(const std::vector<Advisory>& advisories)
{
    std::string list;
    for (const auto& advisory : advisories) {
        list += (list.empty() ? "" : " ") + advisory.code;
    }
    return list;
}

std::string times(const std::optional<Intermittent>& intermittent)
{
    if (!intermittent) return "";
    return std::to_string(intermittent->failed) + " of " + std::to_string(intermittent->of);
}

}  // namespace

std::string csv(const nlohmann::json& document)
{
    const auto results = read(document);
    std::string table = record({"id", "requirement", "area", "level", "title", "source", "verdict",
                                "code", "expected", "observed", "details", "intermittent",
                                "advisories", "frames", "evidence"});
    for (const auto& probe : results.probes) {
        table += record({probe.id, probe.requirement, probe.area, probe.level, probe.title,
                         probe.source, std::string(word(probe.verdict)), probe.code, probe.expected,
                         probe.observed, joined(probe.details, "; "), times(probe.intermittent),
                         codes(probe.advisories), numbers(probe.frames), probe.evidence});
    }
    return table;
}

}  // namespace conformance::report
