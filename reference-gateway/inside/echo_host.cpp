#include "inside/echo_host.h"

#include <algorithm>
#include <utility>

#include "inside/datagram_echo.h"

namespace gateway::inside {
namespace {

constexpr std::uint16_t smallest_mtu = 576;  // what every IPv4 host takes: RFC 791

bool is_multicast_or_unspecified(View address)
{
    const bool unspecified =
        std::ranges::all_of(address, [](std::uint8_t octet) { return octet == 0; });
    const bool multicast = address.size() == 4 ? address.front() >= 224 : address.front() == 0xff;
    return unspecified || multicast;
}

// The length of a UDP datagram may be less than its packet's: then it is that which is summed.
IpPacket as_summed(const IpPacket& packet)
{
    IpPacket summed = packet;
    if (packet.protocol != protocol_udp) return summed;
    Cursor cursor{packet.payload};
    cursor.skip(4);
    const std::size_t length = cursor.u16();
    summed.payload = packet.payload.first(std::min(length, packet.payload.size()));
    return summed;
}

bool has_no_checksum(const IpPacket& packet)
{
    if (packet.protocol != protocol_udp || !packet.is_ipv4()) return false;
    Cursor cursor{packet.payload};
    cursor.skip(6);
    return cursor.u16() == 0 && cursor.ok();
}

}  // namespace

EchoHost::EchoHost(EchoHostSettings settings, Random& random)
    : settings_(std::move(settings)),
      tcp_(settings_.tcp, std::max(settings_.mtu, smallest_mtu), random)
{
}

bool EchoHost::answers_at(View address) const noexcept
{
    return std::ranges::any_of(settings_.networks,
                               [&](const Network& network) { return contains(network, address); });
}

Actions EchoHost::on_packet(View packet, Instant now)
{
    Actions actions;
    const auto parsed = parse_ip_packet(packet);
    if (parsed && answers_at(parsed->destination) && !answers_at(parsed->source) &&
        !is_multicast_or_unspecified(parsed->source) &&
        (has_no_checksum(*parsed) || checksum(as_summed(*parsed)) == 0)) {
        std::optional<Octets> answer;
        if (parsed->protocol == (parsed->is_ipv4() ? protocol_icmp : protocol_icmpv6)) {
            answer = icmp_echo(*parsed);
        } else if (parsed->protocol == protocol_udp) {
            answer = udp_echo(*parsed);
        } else if (parsed->protocol == protocol_tcp) {
            tcp_.on_packet(*parsed, now, actions.send);
        }
        if (answer) actions.send.push_back(std::move(*answer));
    }
    actions.wake = tcp_.wake();
    return actions;
}

Actions EchoHost::on_wake(Instant now)
{
    Actions actions;
    tcp_.on_wake(now, actions.send);
    actions.wake = tcp_.wake();
    return actions;
}

}  // namespace gateway::inside
