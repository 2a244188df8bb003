// The answers that need no memory: ICMP and ICMPv6 Echo, and UDP port 7.
#pragma once

#include <optional>

#include "inside/ip_packet.h"

namespace gateway::inside {

// Nothing if this is no question. The packet's checksum has been found right.
[[nodiscard]] std::optional<Octets> icmp_echo(const IpPacket& packet);
[[nodiscard]] std::optional<Octets> udp_echo(const IpPacket& packet);

}  // namespace gateway::inside
