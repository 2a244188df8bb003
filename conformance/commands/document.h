// results.json from the results of a run: the one source of truth, as reports/schema/results.schema.json describes it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/settings.h"
#include "core/run.h"

namespace conformance::commands {

// What the document says beside the findings.
struct Circumstances {
    const Library* library = nullptr;
    const Target* target = nullptr;
    const catalog::Edition* edition = nullptr;
    std::string target_sha256, policy_sha256, program_sha256;
    std::string seed, started;
    std::vector<std::string> selection;
    double duration_s = 0;
    bool complete = true, strict = false;
    Extent extent = {};
    std::string folder;  // the run folder as named, for the tshark commands
};

[[nodiscard]] nlohmann::ordered_json document(const std::vector<CaseResult>& results,
                                              const std::vector<Case>& everything,
                                              const Circumstances& circumstances);

// From the document's summary.
[[nodiscard]] Exit exit_of(const nlohmann::ordered_json& document);

}  // namespace conformance::commands
