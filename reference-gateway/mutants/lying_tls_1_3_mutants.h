// The mutants that break what TLS 1.3 alone demands.
#pragma once

#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants::lying_tls_1_3 {

[[nodiscard]] std::vector<Mutant> mutants();

}  // namespace gateway::mutants::lying_tls_1_3
