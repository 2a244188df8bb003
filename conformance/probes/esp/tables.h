// The probes of ESP, one table a file, in the order of the documents; and what the run learns before them.
#pragma once

#include <span>

#include "probes/esp/inside.h"

namespace conformance::probes::esp {

std::span<const Probe> deleted_together_probes();
std::span<const Probe> rfc7296_1_3_1_probes();
std::span<const Probe> policy_traffic_probes();
std::span<const Probe> rfc3602_3_probes();
std::span<const Probe> rfc3948_2_1_probes();
std::span<const Probe> rfc4106_3_1_probes();
std::span<const Probe> rfc4301_5_2_probes();
std::span<const Probe> rfc4303_2_probes();
std::span<const Probe> rfc4303_3_3_probes();
std::span<const Probe> rfc4303_3_4_probes();
std::span<const Probe> rfc4303_3_4_4_probes();
std::span<const Probe> rfc4555_3_5_probes();
std::span<const Probe> rfc7296_2_8_probes();
std::span<const Probe> rfc7296_2_17_probes();

}  // namespace conformance::probes::esp
