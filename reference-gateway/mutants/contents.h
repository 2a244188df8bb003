// Every mutant there is.
#pragma once

#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants {

[[nodiscard]] std::vector<Mutant> all_mutants();

}  // namespace gateway::mutants
