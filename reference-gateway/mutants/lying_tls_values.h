// Numbers that the lies speak of.
#pragma once

#include <cstdint>

namespace gateway::mutants {

namespace content {
inline constexpr std::uint8_t change_cipher_spec = 20;
inline constexpr std::uint8_t alert = 21;
inline constexpr std::uint8_t handshake = 22;
inline constexpr std::uint8_t application_data = 23;
}  // namespace content

// Handshake messages.
namespace message {
inline constexpr std::uint8_t client_hello = 1;
inline constexpr std::uint8_t server_hello = 2;
inline constexpr std::uint8_t new_session_ticket = 4;
inline constexpr std::uint8_t certificate = 11;
inline constexpr std::uint8_t server_key_exchange = 12;
inline constexpr std::uint8_t server_hello_done = 14;
inline constexpr std::uint8_t client_key_exchange = 16;
inline constexpr std::uint8_t finished = 20;
inline constexpr std::uint8_t key_update = 24;
}  // namespace message

namespace alert {
inline constexpr std::uint8_t warning = 1;
inline constexpr std::uint8_t fatal = 2;
inline constexpr std::uint8_t close_notify = 0;
inline constexpr std::uint8_t unexpected_message = 10;
inline constexpr std::uint8_t bad_record_mac = 20;
inline constexpr std::uint8_t decryption_failed = 21;
inline constexpr std::uint8_t record_overflow = 22;
inline constexpr std::uint8_t handshake_failure = 40;
inline constexpr std::uint8_t illegal_parameter = 47;
inline constexpr std::uint8_t decode_error = 50;
inline constexpr std::uint8_t decrypt_error = 51;
inline constexpr std::uint8_t protocol_version = 70;
inline constexpr std::uint8_t no_renegotiation = 100;
inline constexpr std::uint8_t missing_extension = 109;
inline constexpr std::uint8_t unrecognized_name = 112;
}  // namespace alert

namespace compression {
inline constexpr std::uint8_t null = 0;
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
