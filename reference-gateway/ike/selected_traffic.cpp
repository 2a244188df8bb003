#include "ike/selected_traffic.h"

#include <algorithm>

namespace gateway::ike {
namespace {

constexpr std::size_t smallest_ipv4 = 20;
constexpr std::size_t ipv6_header = 40;
constexpr std::uint8_t tcp = 6;
constexpr std::uint8_t udp = 17;
constexpr std::uint16_t fragment_offset = 0x1fff;
constexpr std::uint16_t ipv6_fragment_offset = 0xfff8;

constexpr std::uint8_t hop_by_hop_options = 0;
constexpr std::uint8_t routing_header = 43;
constexpr std::uint8_t fragment_header = 44;
constexpr std::uint8_t destination_options = 60;

// Where both begin with their ports.
void read_ports(Flow& flow, View transport) noexcept
{
    Cursor in{transport};
    const std::uint16_t source = in.u16();
    const std::uint16_t destination = in.u16();
    if (!in.ok() || (flow.protocol != tcp && flow.protocol != udp)) return;
    flow.source_port = source;
    flow.destination_port = destination;
}

std::optional<Flow> flow_of_ipv4(View packet) noexcept
{
    const std::size_t header = (packet[0] & 0x0fU) * 4U;
    if (header < smallest_ipv4 || packet.size() < header) return std::nullopt;
    Flow flow{packet.subspan(12, 4), packet.subspan(16, 4), packet[9], {}, {}};
    const bool is_first = (Cursor{packet.subspan(6)}.u16() & fragment_offset) == 0;
    if (is_first) read_ports(flow, packet.subspan(header));
    return flow;
}

bool is_extension(std::uint8_t type) noexcept
{
    return type == hop_by_hop_options || type == routing_header || type == fragment_header ||
           type == destination_options;
}

// The protocol is that behind the extension headers, which are gone over: RFC 4301, Section 4.4.1.1.
// A chain that is cut short leaves none to be known, and no packet that may pass.
std::optional<Flow> flow_of_ipv6(View packet) noexcept
{
    if (packet.size() < ipv6_header) return std::nullopt;
    Flow flow{packet.subspan(8, 16), packet.subspan(24, 16), packet[6], {}, {}};
    Cursor in{packet.subspan(ipv6_header)};
    while (is_extension(flow.protocol)) {
        const std::uint8_t here = flow.protocol;
        flow.protocol = in.u8();
        const std::size_t length = in.u8();
        if (here == fragment_header) {
            const bool is_first = (in.u16() & ipv6_fragment_offset) == 0;
            in.skip(4);
            if (!in.ok()) return std::nullopt;
            if (!is_first) return flow;
            continue;
        }
        in.skip(6 + length * 8);
        if (!in.ok()) return std::nullopt;
    }
    read_ports(flow, in.take_rest());
    return flow;
}

bool is_between(View first, View address, View last) noexcept
{
    return first.size() == address.size() &&
           !std::ranges::lexicographical_compare(address, first) &&
           !std::ranges::lexicographical_compare(last, address);
}

}  // namespace

std::optional<Flow> flow_of(View packet) noexcept
{
    if (packet.size() < smallest_ipv4) return std::nullopt;
    switch (packet[0] >> 4U) {
        case 4:
            return flow_of_ipv4(packet);
        case 6:
            return flow_of_ipv6(packet);
        default:
            return std::nullopt;
    }
}

bool holds(const TrafficSelectors& selectors, View address, std::uint8_t protocol,
           std::optional<std::uint16_t> port) noexcept
{
    return std::ranges::any_of(selectors, [&](const TrafficSelector& one) {
        const bool any_port = one.first_port == 0 && one.last_port == 0xffff;
        const bool port_fits =
            any_port || (port && one.first_port <= *port && *port <= one.last_port);
        return (one.protocol == 0 || one.protocol == protocol) && port_fits &&
               is_between(one.first, address, one.last);
    });
}

}  // namespace gateway::ike
