// Every mechanical mutant there is, made from the tables of rules and from the replies' structure.
#pragma once

#include "mutants/mechanical/mutant.h"

namespace gateway::mutants::mechanical {

[[nodiscard]] std::vector<Mutant> all_mutants();
// One name a line.
[[nodiscard]] std::string names_of(const std::vector<Mutant>& mutants);

}  // namespace gateway::mutants::mechanical
