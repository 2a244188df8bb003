// The mutants as a table for people or as JSON for programs.
#pragma once

#include <string>
#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants {

[[nodiscard]] std::string as_table(const std::vector<Mutant>& mutants);
[[nodiscard]] std::string as_json(const std::vector<Mutant>& mutants);

}  // namespace gateway::mutants
