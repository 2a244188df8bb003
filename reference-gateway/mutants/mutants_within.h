// The sins that a client sees which is let in: in CREATE_CHILD_SA and INFORMATIONAL, and in its
// traffic when it rekeys or moves. One file each.
#pragma once

#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants {

[[nodiscard]] std::vector<Mutant> mishandles_rekeying();
[[nodiscard]] std::vector<Mutant> mishandles_requests_within();
[[nodiscard]] std::vector<Mutant> mishandles_mobike();
[[nodiscard]] std::vector<Mutant> loses_child_sas();

}  // namespace gateway::mutants
