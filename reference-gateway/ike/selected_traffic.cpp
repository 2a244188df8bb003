#include "ike/selected_traffic.h"

#include <algorithm>

namespace gateway::ike {
namespace {

constexpr std::size_t smallest_ipv4 = 20;
constexpr std::size_t ipv6_header = 40;
constexpr std::uint8_t icmp = 1;
constexpr std::uint8_t tcp = 6;
constexpr std::uint8_t udp = 17;
constexpr std::uint8_t icmpv6 = 58;
constexpr std::uint16_t fragment_offset = 0x1fff;
constexpr std::uint16_t ipv6_fragment_offset = 0xfff8;

constexpr std::uint8_t hop_by_hop_options = 0;
constexpr std::uint8_t routing_header = 43;
constexpr std::uint8_t fragment_header = 44;
constexpr std::uint8_t destination_options = 60;

bool is_icmp(std::uint8_t protocol) noexcept
{
    return protocol == icmp || protocol == icmpv6;
}

// Where TCP and UDP begin with their ports, and ICMP with its type and code.
void read_ports(Flow& flow, View transport) noexcept
{
    Cursor in{transport};
    const std::uint16_t first = in.u16();
    if (in.ok() && is_icmp(flow.protocol)) flow.source_port = first;
    const std::uint16_t second = in.u16();
    if (!in.ok() || (flow.protocol != tcp && flow.protocol != udp)) return;
    flow.source_port = first;
    flow.destination_port = second;
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

bool port_fits(const TrafficSelector& one, std::uint8_t protocol,
               std::optional<std::uint16_t> port) noexcept
{
    if (is_any_port(one)) return true;
    if (is_opaque_port(one)) return !port;
    // Ports of any protocol are no types of ICMP.
    if (is_icmp(protocol) && one.protocol != protocol) return false;
    return port && one.first_port <= *port && *port <= one.last_port;
}

bool fits(const TrafficSelector& one, View address, std::uint8_t protocol) noexcept
{
    return (one.protocol == 0 || one.protocol == protocol) &&
           is_between(one.first, address, one.last);
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
        return fits(one, address, protocol) && port_fits(one, protocol, port);
    });
}

bool may_come_from(const TrafficSelectors& selectors, const Flow& flow) noexcept
{
    return holds(selectors, flow.source, flow.protocol, flow.source_port);
}

bool may_go_to(const TrafficSelectors& selectors, const Flow& flow) noexcept
{
    return std::ranges::any_of(selectors, [&](const TrafficSelector& one) {
        const bool is_of_icmp = is_icmp(flow.protocol) && one.protocol == flow.protocol;
        return fits(one, flow.destination, flow.protocol) &&
               (is_of_icmp || port_fits(one, flow.protocol, flow.destination_port));
    });
}

}  // namespace gateway::ike
