// The payloads of IKEv2: the generic header of RFC 7296, Section 3.2, and each body an IKE_SA_INIT or IKE_AUTH needs.
// A payload whose body cannot be read, or whose type is unknown, stays as octets.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "wire/codec.h"
#include "wire/ike/numbers.h"
#include "wire/ike/proposal.h"

namespace conformance::wire::ike {

// Section 3.4.
struct KeyExchange {
    std::uint16_t group = 0;
    std::uint16_t reserved = 0;
    Octets data;
    bool operator==(const KeyExchange&) const = default;
};
void fields(auto& wire, auto& key_exchange)
    requires requires { key_exchange.group; key_exchange.data; }
{
    wire.u16("Key Exchange Method", key_exchange.group);
    wire.u16("RESERVED", key_exchange.reserved);
    wire.rest("Key Exchange Data", key_exchange.data);
}

// Section 3.9.
struct Nonce {
    Octets data;
    bool operator==(const Nonce&) const = default;
};

// Section 3.10.
struct Notify {
    std::uint8_t protocol = 0;
    std::uint16_t type = 0;
    Octets spi;
    Octets data;
    [[nodiscard]] bool is(NotifyType wanted) const { return type == static_cast<std::uint16_t>(wanted); }
    [[nodiscard]] bool is_error() const { return type < 16'384; }
    bool operator==(const Notify&) const = default;
};

// Section 3.5: IDi and IDr.
struct Identification {
    std::uint8_t type = 0;
    std::uint32_t reserved = 0;  // 24 bits
    Octets data;
    bool operator==(const Identification&) const = default;
};
void fields(auto& wire, auto& identification)
    requires requires { identification.type; identification.reserved; identification.data; } &&
             (!requires { identification.group; })
{
    wire.u8("ID Type", identification.type);
    wire.u24("RESERVED", identification.reserved);
    wire.rest("Identification Data", identification.data);
}

// Section 3.8.
struct Authentication {
    std::uint8_t method = 0;
    std::uint32_t reserved = 0;
    Octets data;
    bool operator==(const Authentication&) const = default;
};
void fields(auto& wire, auto& authentication)
    requires requires { authentication.method; authentication.data; }
{
    wire.u8("Auth Method", authentication.method);
    wire.u24("RESERVED", authentication.reserved);
    wire.rest("Authentication Data", authentication.data);
}

// Section 3.13.1: one IPv4 or IPv6 range; of another type only `opaque` is meaningful.
struct TrafficSelector {
    std::uint8_t type = 7;  // TS_IPV4_ADDR_RANGE
    std::uint8_t ip_protocol = 0;
    std::uint16_t start_port = 0, end_port = 0xffff;
    Octets addresses;  // start and end, of equal length
    bool operator==(const TrafficSelector&) const = default;
};
struct TrafficSelectors {
    std::uint32_t reserved = 0;
    std::vector<TrafficSelector> selectors;
    bool operator==(const TrafficSelectors&) const = default;
};

// Anything else, or a body that could not be read.
struct Opaque {
    Octets data;
    bool operator==(const Opaque&) const = default;
};

using Body = std::variant<Opaque, SecurityAssociation, KeyExchange, Nonce, Notify, Identification,
                          Authentication, TrafficSelectors>;

struct Payload {
    std::uint8_t type = 0;
    std::uint8_t flags = 0;  // the critical bit is 0x80, the others are RESERVED
    Body body;
    Computed<std::uint8_t> next_payload;
    Computed<std::uint16_t> length;

    [[nodiscard]] bool is(PayloadType wanted) const { return type == static_cast<std::uint8_t>(wanted); }
    [[nodiscard]] bool critical() const { return (flags & 0x80) != 0; }
    bool operator==(const Payload&) const = default;
};

[[nodiscard]] Payload payload(SecurityAssociation sa);
[[nodiscard]] Payload payload(KeyExchange key_exchange);
[[nodiscard]] Payload payload(Nonce nonce);
[[nodiscard]] Payload payload(Notify notify);
[[nodiscard]] Payload payload(PayloadType type, Identification identification);
[[nodiscard]] Payload payload(Authentication authentication);
[[nodiscard]] Payload payload(PayloadType type, TrafficSelectors selectors);
[[nodiscard]] Payload opaque(std::uint8_t type, Octets data, bool critical = false);
[[nodiscard]] Payload notify(NotifyType type, Octets data = {});

[[nodiscard]] Octets encode_body(const Payload& payload);
[[nodiscard]] Body decode_body(std::uint8_t type, View octets, std::vector<std::string>& complaints);

}  // namespace conformance::wire::ike
