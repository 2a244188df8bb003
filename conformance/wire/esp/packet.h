// An ESP packet on the wire, and what its ciphertext holds: RFC 4303, Section 2.
#pragma once

#include <optional>

#include "wire/codec.h"

namespace conformance::wire::esp {

inline constexpr std::size_t header_octets = 8, trailer_octets = 2;
inline constexpr std::uint8_t next_header_ipv4 = 4, next_header_ipv6 = 41, next_header_none = 59;

struct Packet {
    std::uint32_t spi = 0, sequence = 0;
    Octets sealed;  // IV, ciphertext and ICV
    bool operator==(const Packet&) const = default;
};
void fields(auto& wire, auto& packet)
    requires requires { packet.spi; packet.sequence; packet.sealed; }
{
    wire.u32("SPI", packet.spi);
    wire.u32("Sequence Number", packet.sequence);
    wire.rest("IV, ciphertext and ICV", packet.sealed);
}

[[nodiscard]] Octets encode(const Packet& packet);
// Nothing where there is no whole header.
[[nodiscard]] std::optional<Packet> decode_packet(View octets);

// What is encrypted: the payload, with TFC padding behind it if there is some, and the trailer.
struct Content {
    Octets payload, padding;
    std::uint8_t next_header = next_header_ipv4;
    Computed<std::uint8_t> pad_length;
    bool operator==(const Content&) const = default;
};

[[nodiscard]] Octets encode(const Content& content);
// Nothing where the Pad Length cannot be.
[[nodiscard]] std::optional<Content> decode_content(View octets);

// 1, 2, 3, ...: Section 2.4.
[[nodiscard]] Octets usual_padding(std::size_t count);
// How much it takes until payload, padding and trailer fill whole units of that many octets.
[[nodiscard]] std::size_t padding_for(std::size_t payload, std::size_t unit);

}  // namespace conformance::wire::esp
