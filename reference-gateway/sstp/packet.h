// The SSTP packet and the few messages that the gateway reads and writes so far: [MS-SSTP] 2.2.1 to
// 2.2.13. Reserved bits are left out of what is read, and are zero in what is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/octets.h"

namespace gateway::sstp {

inline constexpr std::uint8_t sstp_version = 0x10;
inline constexpr std::size_t packet_header_size = 4;
inline constexpr std::size_t largest_packet = 4095;  // what the Length field's 12 bits can say

enum class MessageType : std::uint16_t {
    call_connect_request = 1,
    call_connect_ack = 2,
    call_connect_nak = 3,
    call_connected = 4,
    call_abort = 5,
    call_disconnect = 6,
    call_disconnect_ack = 7,
    echo_request = 8,
    echo_response = 9,
};

enum class AttributeId : std::uint8_t {
    no_error = 0,
    encapsulated_protocol_id = 1,
    status_info = 2,
};

enum class Status : std::uint32_t {
    value_not_supported = 4,
    unaccepted_frame_received = 5,
    invalid_frame_received = 7,
    negotiation_timeout = 8,
};

struct PacketHeader {
    bool control = false;
    std::size_t length = 0;  // of the whole packet
};

// Nothing when the stream cannot be delineated any more: another version, or a length that does not
// even cover the header.
[[nodiscard]] std::optional<PacketHeader> parse_packet_header(View four_octets);

// The type of a whole control packet whose attributes fill it exactly.
[[nodiscard]] std::optional<MessageType> parse_control_message(View packet);

[[nodiscard]] Octets call_abort(AttributeId attribute, Status status);

}  // namespace gateway::sstp
