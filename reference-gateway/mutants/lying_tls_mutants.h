// One mutant, at least, for each TLS requirement.
#pragma once

#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants {

[[nodiscard]] std::vector<Mutant> lying_tls_mutants();

}  // namespace gateway::mutants
