#include "esp/inner_packet.h"

#include "esp/outbound_sa.h"

namespace gateway::esp {
namespace {

std::optional<View> ipv4(View octets) noexcept
{
    constexpr std::size_t least = 20;
    Cursor cursor{octets};
    const std::uint8_t first = cursor.u8();
    cursor.skip(1);
    const std::size_t total = cursor.u16();
    const std::size_t header = (first & 0x0fU) * std::size_t{4};
    if (first >> 4U != 4 || header < least || total < header || total > octets.size()) {
        return std::nullopt;
    }
    return octets.first(total);
}

std::optional<View> ipv6(View octets) noexcept
{
    constexpr std::size_t header = 40;
    Cursor cursor{octets};
    const std::uint8_t first = cursor.u8();
    cursor.skip(3);
    const std::size_t total = header + cursor.u16();
    if (first >> 4U != 6 || total > octets.size()) return std::nullopt;
    return octets.first(total);
}

}  // namespace

std::optional<View> inner_packet(View octets, std::uint8_t next_header) noexcept
{
    if (next_header == next_header_ipv4) return ipv4(octets);
    if (next_header == next_header_ipv6) return ipv6(octets);
    return std::nullopt;
}

}  // namespace gateway::esp
