// IP packets as a host reads and writes them: RFC 791, RFC 8200, and the checksum of RFC 1071.
#pragma once

#include <optional>

#include "base/octets.h"

namespace gateway::inside {

inline constexpr std::uint8_t protocol_icmp = 1;
inline constexpr std::uint8_t protocol_tcp = 6;
inline constexpr std::uint8_t protocol_udp = 17;
inline constexpr std::uint8_t protocol_icmpv6 = 58;

inline constexpr std::size_t ipv4_header_size = 20;
inline constexpr std::size_t ipv6_header_size = 40;

struct IpPacket {
    View source;
    View destination;
    std::uint8_t protocol = 0;
    View payload;  // behind options and extension headers

    [[nodiscard]] bool is_ipv4() const noexcept { return source.size() == 4; }
};

// Nothing where a length, the version or IPv4's checksum is wrong, or the packet is a fragment:
// this host puts none together.
[[nodiscard]] std::optional<IpPacket> parse_ip_packet(View packet);

// A whole packet whose payload is still zero.
[[nodiscard]] Octets ip_packet(View source, View destination, std::uint8_t protocol,
                               std::size_t payload_size);
[[nodiscard]] std::span<std::uint8_t> payload_of(Octets& packet);

[[nodiscard]] std::uint16_t checksum(View octets) noexcept;
// With the pseudo-header; zero over a payload whose checksum is right.
[[nodiscard]] std::uint16_t checksum(const IpPacket& packet) noexcept;
// Writes it over two octets of the payload.
void set_checksum(Octets& packet, std::uint8_t protocol, std::size_t at);

}  // namespace gateway::inside
