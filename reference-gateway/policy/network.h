// IP networks and addresses as people write them.
#pragma once

#include <optional>
#include <string>

#include "base/network.h"

namespace gateway::policy {

// 10.1.0.0/16, or an IPv6 network; no bit is set behind the prefix.
[[nodiscard]] std::optional<Network> parse_network(const std::string& text);
[[nodiscard]] std::optional<Octets> parse_address(const std::string& text);

}  // namespace gateway::policy
