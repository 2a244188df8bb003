#include "inside/datagram_echo.h"

#include <algorithm>

namespace gateway::inside {
namespace {

constexpr std::uint8_t icmp_echo_request = 8;
constexpr std::uint8_t icmp_echo_reply = 0;
constexpr std::uint8_t icmpv6_echo_request = 128;
constexpr std::uint8_t icmpv6_echo_reply = 129;
constexpr std::size_t icmp_checksum_at = 2;
constexpr std::size_t icmp_header_size = 8;

constexpr std::uint16_t echo_port = 7;
constexpr std::size_t udp_checksum_at = 6;
constexpr std::size_t udp_header_size = 8;

Octets answer_to(const IpPacket& packet, View payload)
{
    Octets answer = ip_packet(packet.destination, packet.source, packet.protocol, payload.size());
    std::ranges::copy(payload, payload_of(answer).begin());
    return answer;
}

}  // namespace

std::optional<Octets> icmp_echo(const IpPacket& packet)
{
    Cursor cursor{packet.payload};
    const std::uint8_t type = cursor.u8();
    const std::uint8_t code = cursor.u8();
    const std::uint8_t request = packet.is_ipv4() ? icmp_echo_request : icmpv6_echo_request;
    if (packet.payload.size() < icmp_header_size || type != request || code != 0) {
        return std::nullopt;
    }
    Octets answer = answer_to(packet, packet.payload);
    payload_of(answer).front() = packet.is_ipv4() ? icmp_echo_reply : icmpv6_echo_reply;
    set_checksum(answer, packet.protocol, icmp_checksum_at);
    return answer;
}

std::optional<Octets> udp_echo(const IpPacket& packet)
{
    Cursor cursor{packet.payload};
    const std::uint16_t source = cursor.u16();
    const std::uint16_t destination = cursor.u16();
    const std::size_t length = cursor.u16();
    // An answer to another echo service would come back for ever.
    if (destination != echo_port || source == echo_port || source == 0 ||
        length < udp_header_size || length > packet.payload.size()) {
        return std::nullopt;
    }
    Octets answer = answer_to(packet, packet.payload.first(length));
    const auto payload = payload_of(answer);
    std::swap_ranges(payload.begin(), payload.begin() + 2, payload.begin() + 2);
    set_checksum(answer, packet.protocol, udp_checksum_at);
    return answer;
}

}  // namespace gateway::inside
