// What changed between two runs: verdict, code and named details, probe by probe.

#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "report/results.h"

namespace conformance::report {

struct Difference {
    enum class Kind { added, removed, changed };

    std::string probe;
    Kind kind = Kind::changed;
    std::string before;  // "fail accepted-extra"; empty for an added probe
    std::string after;   // empty for a removed one
    std::vector<std::string> details_gone;
    std::vector<std::string> details_new;
};

// In the order of probe ids. Throws MalformedResults.
[[nodiscard]] std::vector<Difference> diff(const nlohmann::json& old_results,
                                           const nlohmann::json& new_results);

// For a terminal; "none" where there is no difference.
[[nodiscard]] std::string in_words(std::span<const Difference> differences);

}  // namespace conformance::report
