// The port probes: what answers where, as the claimed tunnel types require.
#pragma once

#include <span>

#include "core/probe.h"

namespace conformance::probes::ports {

std::span<const Probe> ike_port_probes();
std::span<const Probe> tls_port_probes();
std::span<const Probe> ikev1_probes();
std::span<const Probe> other_port_probes();
std::span<const Probe> scan_probes();

}  // namespace conformance::probes::ports
