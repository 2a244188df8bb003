// Numbers that the lies speak of.
#pragma once

#include <cstdint>

namespace gateway::mutants {

namespace alert {
inline constexpr std::uint8_t handshake_failure = 40;
inline constexpr std::uint8_t illegal_parameter = 47;
inline constexpr std::uint8_t decode_error = 50;
inline constexpr std::uint8_t protocol_version = 70;
}  // namespace alert

namespace compression {
inline constexpr std::uint8_t deflate = 1;
}  // namespace compression

// RFC 8701, 2: the values reserved to keep peers tolerant, of the form ?A?A with equal octets.
[[nodiscard]] constexpr bool is_grease(std::uint16_t value) noexcept
{
    return (value & 0x0f0fU) == 0x0a0aU && value >> 8U == (value & 0xffU);
}

// Neither GREASE nor a signalling value (RFC 5746, RFC 7507).
[[nodiscard]] constexpr bool names_a_suite(std::uint16_t value) noexcept
{
    return !is_grease(value) && value != 0x00ff && value != 0x5600;
}

}  // namespace gateway::mutants
