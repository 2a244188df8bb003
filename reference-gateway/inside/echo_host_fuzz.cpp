// The echo host under a client's packets, one after the other. Each begins with an octet that says
// what follows, and the length: 0 a packet as it stands; 1 an IPv4 payload and 2 an IPv6 payload,
// whose protocol stands in front, behind a made header and with a right checksum; 3 seconds to
// wait. Of a TCP segment the numbers count from those that the host has named last.
#include <algorithm>
#include <cstdlib>

#include "inside/echo_host.h"

namespace {

using namespace gateway;
using namespace gateway::inside;

const Octets client_ipv4{10, 2, 0, 1};
const Octets host_ipv4{10, 1, 0, 4};
const Octets client_ipv6{0xfd, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
const Octets host_ipv6{0xfd, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

class ZeroRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> octets) override { std::ranges::fill(octets, 0); }
};

struct Numbers {
    std::uint32_t client = 0;
    std::uint32_t host = 0;
};

void add(std::span<std::uint8_t> octets, std::uint32_t value)
{
    Cursor cursor{octets};
    const std::uint32_t sum = cursor.u32() + value;
    for (std::size_t i = 0; i < 4; ++i) {
        octets[i] = static_cast<std::uint8_t>(sum >> (24 - 8 * i));
    }
}

Octets made(View input, bool ipv4, const Numbers& numbers)
{
    Cursor cursor{input};
    const std::uint8_t protocol = cursor.u8();
    const View payload = cursor.take_rest();
    Octets packet = ipv4 ? ip_packet(client_ipv4, host_ipv4, protocol, payload.size())
                         : ip_packet(client_ipv6, host_ipv6, protocol, payload.size());
    const auto place = payload_of(packet);
    std::ranges::copy(payload, place.begin());
    const bool tcp = protocol == protocol_tcp && payload.size() >= 20;
    if (tcp) {
        add(place.subspan(4, 4), numbers.client);
        add(place.subspan(8, 4), numbers.host);
        set_checksum(packet, protocol, tcp_checksum_at);
    } else if (protocol == protocol_udp && payload.size() >= 8) {
        set_checksum(packet, protocol, 6);
    } else if (payload.size() >= 4) {
        set_checksum(packet, protocol, 2);
    }
    return packet;
}

void check(const Actions& actions, Numbers& numbers)
{
    constexpr std::size_t most = 131072 / 64 + 2;
    if (actions.send.size() > most) std::abort();
    for (const Octets& packet : actions.send) {
        const auto parsed = parse_ip_packet(packet);
        if (!parsed || checksum(*parsed) != 0) std::abort();
        if (parsed->protocol != protocol_tcp) continue;
        const auto segment = parse_tcp_segment(parsed->payload);
        if (!segment || packet.size() > 1400) std::abort();
        numbers.client = segment->acknowledged;
        numbers.host = segment->sequence + segment->length();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    ZeroRandom random;
    EchoHostSettings settings;
    settings.networks = {{host_ipv4, 24}, {host_ipv6, 64}};
    EchoHost host{settings, random};
    Cursor input{{data, size}};
    Numbers numbers;
    Instant now{0};
    while (input.remaining() != 0) {
        const unsigned kind = input.u8() % 4;
        if (kind == 3) {
            now += std::chrono::seconds{input.u8()};
            check(host.on_wake(now), numbers);
            continue;
        }
        const std::size_t length = std::min<std::size_t>(input.u16(), input.remaining());
        const View piece = input.take(length);
        check(host.on_packet(kind == 0 ? copy_of(piece) : made(piece, kind == 1, numbers), now),
              numbers);
    }
    return 0;
}
