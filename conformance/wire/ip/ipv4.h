// IPv4 packets with the ping inside: RFC 791, Section 3.1, and RFC 792.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "wire/codec.h"

namespace conformance::wire::ip {

using Address = std::array<std::uint8_t, 4>;

[[nodiscard]] std::optional<Address> address_of(View octets);
// Of dotted decimal digits.
[[nodiscard]] std::optional<Address> address_of(const std::string& text);
[[nodiscard]] std::string to_string(const Address& address);

inline constexpr std::uint8_t protocol_icmp = 1;

struct Ipv4 {
    std::uint8_t service = 0;
    std::uint16_t identification = 0, fragment = 0;
    std::uint8_t time_to_live = 64, protocol = protocol_icmp;
    Address source{}, destination{};
    Octets options, payload;
    Computed<std::uint16_t> total_length, checksum;
    bool operator==(const Ipv4&) const = default;
};

[[nodiscard]] Octets encode(const Ipv4& packet);
// What stands behind the packet's own length is left out. Nothing where its lengths cannot be.
[[nodiscard]] std::optional<Ipv4> decode_ipv4(View octets);

// An echo request or reply.
struct Echo {
    bool is_reply = false;
    std::uint16_t identifier = 0, sequence = 0;
    Octets data;
    bool operator==(const Echo&) const = default;
};

[[nodiscard]] Octets encode(const Echo& echo);
// Nothing for another message, or where the checksum is wrong.
[[nodiscard]] std::optional<Echo> decode_echo(View octets);

}  // namespace conformance::wire::ip
