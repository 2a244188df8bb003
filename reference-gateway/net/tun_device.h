// A TUN device of Linux: a file whose reads and writes are the IP packets of a network interface.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/network.h"

namespace gateway::net {

// Makes the device, or takes the one that was made for us before, sets its MTU and brings it up. The
// descriptor does not block; what it made goes when it is closed. Throws std::runtime_error.
[[nodiscard]] int open_tun_device(const std::string& name, std::uint16_t mtu);

// Through the device; throws std::runtime_error, also where there is such a route already.
void route_through(const std::string& device, const Network& network);

}  // namespace gateway::net
