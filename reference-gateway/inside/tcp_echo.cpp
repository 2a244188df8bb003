#include "inside/tcp_echo.h"

#include <algorithm>

namespace gateway::inside {
namespace {

constexpr std::uint16_t echo_port = 7;
constexpr std::size_t tcp_header_size = 20;

Octets packet_of(const TcpSegment& segment, View from, View to)
{
    Octets packet = ip_packet(from, to, protocol_tcp, size_of(segment));
    write(segment, payload_of(packet));
    set_checksum(packet, protocol_tcp, tcp_checksum_at);
    return packet;
}

// RFC 9293, Section 3.10.7.1.
TcpSegment refusal_of(const TcpSegment& segment)
{
    TcpSegment refusal;
    refusal.source_port = segment.destination_port;
    refusal.destination_port = segment.source_port;
    refusal.rst = true;
    if (segment.ack) {
        refusal.sequence = segment.acknowledged;
    } else {
        refusal.ack = true;
        refusal.acknowledged = segment.sequence + segment.length();
    }
    return refusal;
}

}  // namespace

TcpEcho::Ends::Ends(const IpPacket& packet, std::uint16_t port)
    : client_port(port), ipv4(packet.is_ipv4())
{
    std::ranges::copy(packet.source, client.begin());
    std::ranges::copy(packet.destination, server.begin());
}

View TcpEcho::Ends::client_address() const noexcept
{
    return View{client}.first(ipv4 ? 4 : 16);
}

View TcpEcho::Ends::server_address() const noexcept
{
    return View{server}.first(ipv4 ? 4 : 16);
}

void TcpEcho::on_packet(const IpPacket& packet, Instant now, std::vector<Octets>& send)
{
    const auto segment = parse_tcp_segment(packet.payload);
    if (!segment) return;
    const Ends ends{packet, segment->source_port};
    const auto found =
        segment->destination_port == echo_port ? connections_.find(ends) : connections_.end();
    if (found != connections_.end()) {
        found->second.on_segment(*segment, now, [&](const TcpSegment& answer) {
            send.push_back(packet_of(answer, packet.destination, packet.source));
        });
        settle(found);
        return;
    }
    if (segment->rst) return;
    const bool opens = segment->destination_port == echo_port && segment->syn && !segment->ack &&
                       !segment->fin && segment->source_port != 0;
    if (opens && !is_full_for(ends)) {
        accept(ends, *segment, now, send);
    } else {
        send.push_back(packet_of(refusal_of(*segment), packet.destination, packet.source));
    }
}

void TcpEcho::accept(const Ends& ends, const TcpSegment& segment, Instant now,
                     std::vector<Octets>& send)
{
    const std::size_t headers = (ends.ipv4 ? ipv4_header_size : ipv6_header_size) + tcp_header_size;
    const auto largest = static_cast<std::uint16_t>(mtu_ - std::min<std::size_t>(headers, mtu_));
    const auto [connection, inserted] = connections_.try_emplace(
        ends, segment, initial_sequence(), largest, limits_.connection, now,
        [&](const TcpSegment& answer) {
            send.push_back(packet_of(answer, ends.server_address(), ends.client_address()));
        });
    settle(connection);
}

void TcpEcho::settle(Connections::iterator connection)
{
    const Instant wake = connection->second.wake();
    if (connection->second.gone()) {
        connections_.erase(connection);
    } else if (!wake_ || wake < *wake_) {
        wake_ = wake;
    }
    if (connections_.empty()) wake_.reset();
}

void TcpEcho::on_wake(Instant now, std::vector<Octets>& send)
{
    wake_.reset();
    for (auto each = connections_.begin(); each != connections_.end();) {
        const Ends& ends = each->first;
        each->second.on_time(now, [&](const TcpSegment& answer) {
            send.push_back(packet_of(answer, ends.server_address(), ends.client_address()));
        });
        settle(each++);
    }
}

bool TcpEcho::is_full_for(const Ends& ends) const
{
    const auto of_this_client =
        static_cast<std::size_t>(std::ranges::count_if(connections_, [&](const auto& each) {
            return each.first.ipv4 == ends.ipv4 && each.first.client == ends.client;
        }));
    return connections_.size() >= limits_.connections ||
           of_this_client >= limits_.connections_of_one_client;
}

std::uint32_t TcpEcho::initial_sequence()
{
    std::array<std::uint8_t, 4> octets{};
    random_.fill(octets);
    return Cursor{octets}.u32();
}

}  // namespace gateway::inside
