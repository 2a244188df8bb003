#include "commands/write.h"

#include <fstream>
#include <stdexcept>

#include "evidence/manifest.h"
#include "report/report.h"

namespace conformance::commands {

namespace {

void write(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream out{path, std::ios::binary};
    out << text;
    if (!out.flush()) { throw std::runtime_error{path.string() + ": cannot be written"}; }
}

}  // namespace

void write_reports(const std::filesystem::path& run, const nlohmann::ordered_json& document)
{
    // Text of the target may be no UTF-8: what is not is replaced, so that the file is JSON whatever came.
    const auto text = document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    write(run / "results.json", text + "\n");
    const auto results = nlohmann::json::parse(text);
    write(run / "report.html", report::html(results));
    write(run / "junit.xml", report::junit(results));
}

nlohmann::json read_document(const std::filesystem::path& run)
{
    const auto path = std::filesystem::is_directory(run) ? run / "results.json" : run;
    const auto octets = evidence::read_file(path);
    auto document = nlohmann::json::parse(octets.begin(), octets.end(), nullptr, false);
    if (document.is_discarded()) { throw std::runtime_error{path.string() + ": is not JSON"}; }
    return document;
}

}  // namespace conformance::commands
