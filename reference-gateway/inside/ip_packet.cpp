#include "inside/ip_packet.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace gateway::inside {
namespace {

constexpr std::size_t ipv4_address_size = 4;
constexpr std::size_t ipv6_address_size = 16;
constexpr std::uint8_t hops = 64;
constexpr std::uint16_t dont_fragment = 0x4000;
constexpr std::uint16_t more_fragments_and_offset = 0x3fff;

constexpr std::uint8_t hop_by_hop_options = 0;
constexpr std::uint8_t routing_header = 43;
constexpr std::uint8_t fragment_header = 44;
constexpr std::uint8_t destination_options = 60;

// Sums whole words in whatever order this machine has: RFC 1071, Section 2.
std::uint64_t sum_of(View octets) noexcept
{
    std::uint64_t sum = 0;
    const std::uint8_t* at = octets.data();
    std::size_t rest = octets.size();
    for (; rest >= 4; rest -= 4, at += 4) {
        std::uint32_t word = 0;
        std::memcpy(&word, at, sizeof word);
        sum += word;
    }
    if (rest != 0) {
        std::uint32_t word = 0;
        std::memcpy(&word, at, rest);
        sum += word;
    }
    return sum;
}

std::uint16_t folded(std::uint64_t sum) noexcept
{
    while (sum >> 16U != 0) {
        sum = (sum & 0xffffU) + (sum >> 16U);
    }
    const auto native = static_cast<std::uint16_t>(~sum);
    std::array<std::uint8_t, 2> octets{};
    std::memcpy(octets.data(), &native, sizeof native);
    return static_cast<std::uint16_t>(octets[0] << 8U | octets[1]);
}

std::optional<IpPacket> parse_ipv4(View packet)
{
    Cursor cursor{packet};
    const std::size_t header_size = (cursor.u8() & 0x0fU) * std::size_t{4};
    cursor.skip(1);
    const std::size_t total = cursor.u16();
    cursor.skip(2);
    const bool fragment = (cursor.u16() & more_fragments_and_offset) != 0;
    cursor.skip(1);
    IpPacket parsed;
    parsed.protocol = cursor.u8();
    cursor.skip(2);
    parsed.source = cursor.take(ipv4_address_size);
    parsed.destination = cursor.take(ipv4_address_size);
    if (!cursor.ok() || fragment || header_size < ipv4_header_size || total < header_size ||
        total > packet.size() || checksum(packet.first(header_size)) != 0) {
        return std::nullopt;
    }
    parsed.payload = packet.subspan(header_size, total - header_size);
    return parsed;
}

// Goes over the extension headers that a host may leave unheeded.
std::optional<std::uint8_t> skip_extensions(Cursor& cursor, std::uint8_t first)
{
    std::uint8_t type = first;
    // A cursor that has come to its end reads zero, which is a type too.
    while (cursor.ok() && (type == hop_by_hop_options || type == destination_options ||
                           type == routing_header || type == fragment_header)) {
        const std::uint8_t here = std::exchange(type, cursor.u8());
        const std::size_t length = cursor.u8();
        if (here == fragment_header) {
            const std::uint16_t offset_and_more = cursor.u16();
            cursor.skip(4);
            if ((offset_and_more & 0xfff9U) != 0) return std::nullopt;
            continue;
        }
        cursor.skip(1);
        const std::uint8_t segments_left = cursor.u8();
        cursor.skip(4 + length * 8);
        if (here == routing_header && segments_left != 0) return std::nullopt;
    }
    if (!cursor.ok()) return std::nullopt;
    return type;
}

std::optional<IpPacket> parse_ipv6(View packet)
{
    Cursor header{packet};
    header.skip(4);
    const std::size_t length = header.u16();
    const std::uint8_t next_header = header.u8();
    header.skip(1);
    IpPacket parsed;
    parsed.source = header.take(ipv6_address_size);
    parsed.destination = header.take(ipv6_address_size);
    Cursor body{header.take(length)};
    if (!header.ok()) return std::nullopt;
    const auto protocol = skip_extensions(body, next_header);
    if (!protocol) return std::nullopt;
    parsed.protocol = *protocol;
    parsed.payload = body.take_rest();
    return parsed;
}

}  // namespace

std::optional<IpPacket> parse_ip_packet(View packet)
{
    const unsigned version = packet.empty() ? 0 : packet.front() >> 4U;
    if (version == 4) return parse_ipv4(packet);
    if (version == 6) return parse_ipv6(packet);
    return std::nullopt;
}

Octets ip_packet(View source, View destination, std::uint8_t protocol, std::size_t payload_size)
{
    Writer writer;
    if (source.size() == ipv4_address_size) {
        writer.u16(0x4500);
        writer.u16(static_cast<std::uint16_t>(ipv4_header_size + payload_size));
        writer.u16(0);  // the identification of what is never fragmented: RFC 6864
        writer.u16(dont_fragment);
        writer.u8(hops);
        writer.u8(protocol);
        writer.u16(0);
        writer.octets(source);
        writer.octets(destination);
        writer.set_u16(10, checksum(writer.view()));
    } else {
        writer.u32(0x60000000);
        writer.u16(static_cast<std::uint16_t>(payload_size));
        writer.u8(protocol);
        writer.u8(hops);
        writer.octets(source);
        writer.octets(destination);
    }
    writer.zeros(payload_size);
    return writer.take();
}

std::span<std::uint8_t> payload_of(Octets& packet)
{
    const bool ipv4 = packet.front() >> 4U == 4;
    return std::span{packet}.subspan(ipv4 ? ipv4_header_size : ipv6_header_size);
}

std::uint16_t checksum(View octets) noexcept
{
    return folded(sum_of(octets));
}

std::uint16_t checksum(const IpPacket& packet) noexcept
{
    if (packet.protocol == protocol_icmp) return checksum(packet.payload);
    const std::size_t length = packet.payload.size();
    const std::array<std::uint8_t, 4> rest{0, packet.protocol,
                                           static_cast<std::uint8_t>(length >> 8U),
                                           static_cast<std::uint8_t>(length)};
    return folded(sum_of(packet.source) + sum_of(packet.destination) + sum_of(rest) +
                  sum_of(packet.payload));
}

void set_checksum(Octets& packet, std::uint8_t protocol, std::size_t at)
{
    const auto payload = payload_of(packet);
    const View whole = packet;
    const bool ipv4 = packet.size() - payload.size() == ipv4_header_size;
    const std::size_t address_size = ipv4 ? ipv4_address_size : ipv6_address_size;
    const View addresses = whole.first(packet.size() - payload.size()).last(2 * address_size);
    std::ranges::fill(payload.subspan(at, 2), 0);
    std::uint16_t sum =
        checksum({addresses.first(address_size), addresses.last(address_size), protocol, payload});
    if (sum == 0 && protocol == protocol_udp) sum = 0xffff;  // zero would mean none: RFC 768
    payload[at] = static_cast<std::uint8_t>(sum >> 8U);
    payload[at + 1] = static_cast<std::uint8_t>(sum);
}

}  // namespace gateway::inside
