// The files of a finished run, and what a person sees on the terminal.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

namespace conformance::commands {

// results.json, report.html, junit.xml. Throws std::runtime_error.
void write_reports(const std::filesystem::path& run, const nlohmann::ordered_json& document);
[[nodiscard]] nlohmann::json read_document(const std::filesystem::path& run);

}  // namespace conformance::commands
