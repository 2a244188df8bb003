// The TLS probes of a plain TLS listener, one table a file; and what the run learns before them.
#pragma once

#include <span>

#include "core/probe.h"

namespace conformance::probes::tls {

std::span<const Probe> version_floor_probes();
std::span<const Probe> policy_version_probes();
std::span<const Probe> policy_suite_probes();
std::span<const Probe> exactness_probes();
std::span<const Probe> rfc5246_7_4_1_probes();
std::span<const Probe> rfc5246_7_4_1_3_probes();
std::span<const Probe> rfc8446_9_3_probes();
std::span<const Probe> rfc5246_6_2_probes();
std::span<const Probe> rfc5246_7_1_probes();
std::span<const Probe> rfc5246_7_4_probes();
std::span<const Probe> rfc5246_7_4_3_probes();
std::span<const Probe> rfc5246_7_4_4_probes();
std::span<const Probe> rfc8422_5_probes();
std::span<const Probe> rfc8446_4_4_probes();
std::span<const Probe> rfc8446_5_probes();
std::span<const Probe> rfc5246_7_2_probes();
std::span<const Probe> rfc5746_3_probes();
std::span<const Probe> rfc6066_3_probes();
std::span<const Probe> rfc7301_3_probes();
std::span<const Probe> rfc7627_5_probes();
std::span<const Probe> rfc7919_4_probes();
std::span<const Probe> rfc8446_4_1_1_probes();
std::span<const Probe> rfc8446_4_1_2_probes();
std::span<const Probe> rfc8446_4_1_3_probes();
std::span<const Probe> rfc8446_4_1_4_probes();
std::span<const Probe> rfc8446_4_2_8_probes();
std::span<const Probe> rfc8446_4_2_8_2_probes();
std::span<const Probe> rfc8446_4_2_9_probes();
std::span<const Probe> rfc8446_4_2_11_probes();
std::span<const Probe> rfc8446_4_6_probes();
std::span<const Probe> rfc8446_5_tls_1_3_probes();
std::span<const Probe> rfc8446_6_probes();
std::span<const Probe> rfc8446_6_tls_1_3_probes();
std::span<const Probe> rfc8446_9_2_probes();
std::span<const Probe> rfc9155_4_probes();
std::span<const Probe> rfc9325_probes();
std::span<const Probe> policy_preference_probes();
std::span<const Probe> policy_robustness_probes();
std::span<const Probe> rfc7507_3_probes();
std::span<const Probe> certificate_probes();

// Finds the first hello that the gateway accepts, and whether it speaks TLS at all.
void survey_tls(Bench& bench, Learned& learned);

}  // namespace conformance::probes::tls
