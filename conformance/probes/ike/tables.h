// The IKE probes, one table a file, in the order of the documents; and what the run learns before them.
#pragma once

#include <span>

#include "core/probe.h"

namespace conformance::probes::ike {

std::span<const Probe> policy_row_probes();
std::span<const Probe> exactness_probes();
std::span<const Probe> ipsec_row_probes();
std::span<const Probe> ipsec_exactness_probes();
std::span<const Probe> rfc3748_4_2_probes();
std::span<const Probe> rfc7296_2_16_end_probes();
std::span<const Probe> rfc3948_2_2_probes();
std::span<const Probe> rfc3948_2_3_probes();
std::span<const Probe> rfc4555_probes();
std::span<const Probe> rfc5282_probes();
std::span<const Probe> rfc5903_probes();
std::span<const Probe> rfc6989_probes();
std::span<const Probe> rfc7383_probes();
std::span<const Probe> rfc7383_2_4_probes();
std::span<const Probe> rfc7383_2_6_probes();
std::span<const Probe> rfc7383_2_6_1_probes();
std::span<const Probe> rfc7296_1_probes();
std::span<const Probe> rfc7296_1_2_probes();
std::span<const Probe> rfc7296_1_3_probes();
std::span<const Probe> rfc7296_1_4_probes();
std::span<const Probe> rfc7296_1_4_1_probes();
std::span<const Probe> rfc7296_1_5_probes();
std::span<const Probe> rfc7296_2_probes();
std::span<const Probe> rfc7296_2_1_probes();
std::span<const Probe> rfc7296_2_2_probes();
std::span<const Probe> rfc7296_2_3_probes();
std::span<const Probe> rfc7296_2_5_probes();
std::span<const Probe> rfc7296_2_6_probes();
std::span<const Probe> cookies_under_load_probes();
std::span<const Probe> altered_cookies_probes();
std::span<const Probe> rfc7296_2_5_reserved_probes();
std::span<const Probe> rfc7296_2_7_probes();
std::span<const Probe> rfc7296_2_9_probes();
std::span<const Probe> rfc7296_2_9_2_probes();
std::span<const Probe> rfc7296_2_10_probes();
std::span<const Probe> rfc7296_2_14_probes();
std::span<const Probe> rfc7296_2_15_probes();
std::span<const Probe> rfc7296_2_16_probes();
std::span<const Probe> rfc7296_2_18_probes();
std::span<const Probe> rfc7296_2_21_2_probes();
std::span<const Probe> rfc7296_2_21_3_probes();
std::span<const Probe> rfc7296_2_21_4_probes();
std::span<const Probe> rfc7296_2_22_probes();
std::span<const Probe> rfc7296_2_23_probes();
std::span<const Probe> rfc7296_2_25_probes();
std::span<const Probe> rfc7296_3_1_probes();
std::span<const Probe> rfc7296_3_2_probes();
std::span<const Probe> rfc7296_3_3_probes();
std::span<const Probe> rfc7296_3_3_1_probes();
std::span<const Probe> rfc7296_3_3_5_probes();
std::span<const Probe> rfc7296_3_3_6_probes();
std::span<const Probe> rfc7296_3_4_probes();
std::span<const Probe> rfc7296_3_6_probes();
std::span<const Probe> rfc7296_3_8_probes();
std::span<const Probe> rfc7296_3_14_probes();
std::span<const Probe> rfc7296_3_15_probes();
std::span<const Probe> rfc7296_2_5_inside_probes();
std::span<const Probe> rfc7296_2_9_child_probes();
std::span<const Probe> rfc7296_2_19_probes();
std::span<const Probe> rfc7296_3_7_probes();
std::span<const Probe> rfc7296_3_14_checksum_probes();
std::span<const Probe> rfc5685_3_probes();
std::span<const Probe> strangers_probes();
std::span<const Probe> exactness_elsewhere_probes();
std::span<const Probe> rfc7427_probes();
std::span<const Probe> rfc7296_5_probes();
std::span<const Probe> rfc7296_3_9_probes();
std::span<const Probe> rfc7296_3_10_probes();
std::span<const Probe> rfc7296_3_12_probes();

// Finds the first row of the edition that the gateway accepts, and whether UDP 4500 answers at all.
void survey(Bench& bench, Learned& learned);

}  // namespace conformance::probes::ike
