// Renders a finished run. What a renderer is handed is results.json; a document that is none throws
// MalformedResults (results.h).

#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace conformance::report {

// report.html: one file for a person, which fetches nothing.
[[nodiscard]] std::string html(const nlohmann::json& results);

// junit.xml: a suite per area, a case per probe; fail is a failure, inconclusive an error.
[[nodiscard]] std::string junit(const nlohmann::json& results);

// What a terminal shows at the end of a run, at most `width` columns wide where the words allow it.
[[nodiscard]] std::string terminal_matrix(const nlohmann::json& results, bool colour,
                                          unsigned width);

// For a comment on a change, or a job summary.
[[nodiscard]] std::string markdown(const nlohmann::json& results);

// RFC 4180: a line per probe.
[[nodiscard]] std::string csv(const nlohmann::json& results);

}  // namespace conformance::report
