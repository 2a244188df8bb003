// The sins of the ports, one file each.
#pragma once

#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants {

[[nodiscard]] std::vector<Mutant> is_deaf_on_a_port();
[[nodiscard]] std::vector<Mutant> answers_from_another_port();
[[nodiscard]] std::vector<Mutant> answers_ikev1();
[[nodiscard]] std::vector<Mutant> serves_something_else_on_443();
[[nodiscard]] std::vector<Mutant> answers_openvpn_on_udp();
[[nodiscard]] std::vector<Mutant> opens_another_port();

}  // namespace gateway::mutants
