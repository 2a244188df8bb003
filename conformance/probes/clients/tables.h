// The probes of clients, one table a file.
#pragma once

#include <span>

#include "core/probe.h"

namespace conformance::probes::clients {

std::span<const Probe> ike_sa_init_probes();
std::span<const Probe> tunnel_probes();

}  // namespace conformance::probes::clients
