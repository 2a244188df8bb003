// The sins of Child SAs and of what they carry, one file each.
#pragma once

#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants {

[[nodiscard]] std::vector<Mutant> mistakes_ipsec_rows();

}  // namespace gateway::mutants
