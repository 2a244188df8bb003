// The IKE header, RFC 7296, Section 3.1.
#pragma once

#include <optional>

#include "base/octets.h"
#include "ike/numbers.h"

namespace gateway::ike {

inline constexpr std::size_t header_size = 28;

struct Header {
    std::uint64_t initiator_spi = 0;
    std::uint64_t responder_spi = 0;
    std::uint8_t first_payload = 0;
    std::uint8_t major_version = 2;
    std::uint8_t exchange_type = 0;
    bool from_initiator = false;
    bool is_response = false;
    std::uint32_t message_id = 0;
};

// Nothing unless the length field tells the datagram's own length. The minor version, the Version
// flag and the reserved flags are not looked at (RFC 7296, Sections 2.5 and 3.1).
[[nodiscard]] std::optional<Header> parse_header(View message);

// Version 2.0, with the two flags that the header says.
void write_header(Writer& out, const Header& header);
// A response, from the original responder.
void write_response_header(Writer& out, const Header& header);
void set_message_length(Writer& out);

}  // namespace gateway::ike
