// The [tunnel] tables of a policy: the ports and TLS versions of each tunnel type that stands in a
// set.
#pragma once

#include <string_view>

#include "policy/edition.h"

namespace gateway::policy {

[[nodiscard]] bool is_tunnel_type(std::string_view name);

// Into `edition`, whose sets and suites are read.
void read_tunnels(Edition& edition, TomlTable tunnels);

}  // namespace gateway::policy
