// The sins of Child SAs and of what they carry, one file each.
#pragma once

#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants {

[[nodiscard]] std::vector<Mutant> mistakes_ipsec_rows();
[[nodiscard]] std::vector<Mutant> mistreats_esp_packets();
[[nodiscard]] std::vector<Mutant> mistakes_esp_traffic();
[[nodiscard]] std::vector<Mutant> sends_esp_wrongly();
[[nodiscard]] std::vector<Mutant> starves_sessions();

}  // namespace gateway::mutants
