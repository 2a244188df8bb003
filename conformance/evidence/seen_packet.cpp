#include "evidence/seen_packet.h"

#include <arpa/inet.h>
#include <pcap/dlt.h>

#include <array>

namespace conformance::evidence {

namespace {

constexpr std::uint8_t tcp = 6, udp = 17;
constexpr std::uint8_t syn = 2;

std::uint16_t u16(View octets, std::size_t at) { return static_cast<std::uint16_t>(octets[at] << 8 | octets[at + 1]); }

std::uint32_t u32(View octets, std::size_t at)
{
    return static_cast<std::uint32_t>(u16(octets, at)) << 16 | u16(octets, at + 2);
}

std::string address(int family, View octets)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(family, octets.data(), text.data(), text.size());
    return text.data();
}

std::size_t link_header(int link_type)
{
    switch (link_type) {
        case DLT_EN10MB: return 14;
        case DLT_LINUX_SLL: return 16;
        case DLT_NULL: return 4;
        default: return 0;
    }
}

struct Internet {
    std::string from, to;
    std::uint8_t protocol = 0;
    View segment;
};

std::optional<Internet> internet_of(View ip)
{
    if (ip.size() >= 20 && ip[0] >> 4 == 4) {
        const std::size_t header = static_cast<std::size_t>(ip[0] & 0xf) * 4;
        const std::size_t total = u16(ip, 2);
        const bool is_fragment = (u16(ip, 6) & 0x3fff) != 0;
        if (header < 20 || total < header || total > ip.size() || is_fragment) { return std::nullopt; }
        return Internet{address(AF_INET, ip.subspan(12)), address(AF_INET, ip.subspan(16)), ip[9],
                        ip.subspan(header, total - header)};
    }
    if (ip.size() >= 40 && ip[0] >> 4 == 6) {
        const std::size_t length = u16(ip, 4);
        if (40 + length > ip.size()) { return std::nullopt; }
        return Internet{address(AF_INET6, ip.subspan(8)), address(AF_INET6, ip.subspan(24)), ip[6], ip.subspan(40, length)};
    }
    return std::nullopt;
}

}  // namespace

std::optional<SeenPacket> dissect(View packet, int link_type)
{
    const auto skip = link_header(link_type);
    const auto ip = packet.size() < skip ? std::nullopt : internet_of(packet.subspan(skip));
    if (!ip) { return std::nullopt; }
    const auto segment = ip->segment;
    if (!(ip->protocol == udp && segment.size() >= 8) && !(ip->protocol == tcp && segment.size() >= 20)) {
        return std::nullopt;
    }
    const std::size_t header = ip->protocol == udp ? 8 : static_cast<std::size_t>(segment[12] >> 4) * 4;
    if (header > segment.size() || (ip->protocol == tcp && header < 20)) { return std::nullopt; }

    SeenPacket seen;
    seen.transport = ip->protocol == udp ? Transport::udp : Transport::tcp;
    seen.from = {ip->from, u16(segment, 0)};
    seen.to = {ip->to, u16(segment, 2)};
    if (ip->protocol == tcp) {
        seen.sequence = u32(segment, 4);
        seen.opens = (segment[13] & syn) != 0;
    }
    seen.payload = segment.subspan(header);
    return seen;
}

}  // namespace conformance::evidence
