// report and diff: over finished runs.

#include <fstream>
#include <iostream>

#include "commands/settings.h"
#include "commands/write.h"
#include "report/diff.h"
#include "report/report.h"

namespace conformance::commands {

namespace {

using Renderer = std::string (*)(const nlohmann::json&);

Renderer renderer(const std::string& format)
{
    if (format == "html") { return report::html; }
    if (format == "junit") { return report::junit; }
    if (format == "markdown") { return report::markdown; }
    if (format == "csv") { return report::csv; }
    const bool is_later = format == "sarif" || format == "oscal";
    throw Misuse{"--format " + format + (is_later ? ": not there yet" : ": no such format") +
                 "; expected html, junit, markdown or csv"};
}

}  // namespace

int render(const std::filesystem::path& run, const std::string& format, const std::string& output)
{
    const auto render_as = renderer(format);
    const auto text = render_as(read_document(run));
    if (output.empty()) {
        std::cout << text;
        return Exit::passed;
    }
    std::ofstream out{output, std::ios::binary};
    out << text;
    if (!out.flush()) { throw Misuse{"--output " + output + ": cannot be written"}; }
    return Exit::passed;
}

int diff(const std::filesystem::path& older, const std::filesystem::path& newer)
{
    const auto differences = report::diff(read_document(older), read_document(newer));
    std::cout << report::in_words(differences);
    return differences.empty() ? Exit::passed : Exit::failed;
}

}  // namespace conformance::commands
