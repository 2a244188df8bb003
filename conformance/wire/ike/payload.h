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
    Computed<std::uint8_t> spi_size = {};
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

// Sections 3.6 and 3.7: CERT and CERTREQ.
struct Certificate {
    std::uint8_t encoding = certificate_x509_signature;
    Octets data;
    bool operator==(const Certificate&) const = default;
};
void fields(auto& wire, auto& certificate)
    requires requires { certificate.encoding; certificate.data; }
{
    wire.u8("Cert Encoding", certificate.encoding);
    wire.rest("Certificate Data", certificate.data);
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

// Section 3.11. SPIs are of equal length, unless `trailing` or a forged size says otherwise.
struct Delete {
    std::uint8_t protocol = protocol_ike;
    std::vector<Octets> spis;
    Octets trailing;  // what followed the last SPI
    Computed<std::uint8_t> spi_size;
    Computed<std::uint16_t> spi_count;
    bool operator==(const Delete&) const = default;
};

// Section 3.15.1: the reserved bit and 15 bits of type.
struct ConfigurationAttribute {
    std::uint16_t type = 0;
    Octets value;
    bool reserved = false;
    Computed<std::uint16_t> length = {};
    [[nodiscard]] bool is(AttributeType wanted) const { return type == static_cast<std::uint16_t>(wanted); }
    bool operator==(const ConfigurationAttribute&) const = default;
};
// Section 3.15.
struct Configuration {
    std::uint8_t type = configuration_request;
    std::uint32_t reserved = 0;  // 24 bits
    std::vector<ConfigurationAttribute> attributes;
    Octets trailing;  // what could not be read
    bool operator==(const Configuration&) const = default;
};

// Section 3.13.1: one IPv4 or IPv6 range; of another type the addresses are whatever stands there.
struct TrafficSelector {
    std::uint8_t type = 7;  // TS_IPV4_ADDR_RANGE
    std::uint8_t ip_protocol = 0;
    std::uint16_t start_port = 0, end_port = 0xffff;
    Octets addresses;  // start and end, of equal length
    Computed<std::uint16_t> length = {};
    bool operator==(const TrafficSelector&) const = default;
};
struct TrafficSelectors {
    std::uint32_t reserved = 0;
    std::vector<TrafficSelector> selectors;
    Octets trailing = {};  // what could not be read
    Computed<std::uint8_t> count = {};
    bool operator==(const TrafficSelectors&) const = default;
};

// RFC 7383, Section 2.5: SKF. What is sealed begins with the IV.
struct EncryptedFragment {
    std::uint16_t number = 0, total = 0;
    Octets data;
    bool operator==(const EncryptedFragment&) const = default;
};
void fields(auto& wire, auto& fragment)
    requires requires { fragment.number; fragment.total; fragment.data; }
{
    wire.u16("Fragment Number", fragment.number);
    wire.u16("Total Fragments", fragment.total);
    wire.rest("Encrypted content", fragment.data);
}

// Anything else, or a body that could not be read.
struct Opaque {
    Octets data;
    bool operator==(const Opaque&) const = default;
};

using Body = std::variant<Opaque, SecurityAssociation, KeyExchange, Nonce, Notify, Identification,
                          Authentication, TrafficSelectors, Certificate, Delete, Configuration, EncryptedFragment>;

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
[[nodiscard]] Payload payload(PayloadType type, Certificate certificate);
[[nodiscard]] Payload payload(Delete body);
[[nodiscard]] Payload payload(Configuration configuration);
[[nodiscard]] Payload payload(EncryptedFragment fragment);
[[nodiscard]] Payload opaque(std::uint8_t type, Octets data, bool critical = false);
[[nodiscard]] Payload notify(NotifyType type, Octets data = {});

[[nodiscard]] Octets encode_body(const Payload& payload);
[[nodiscard]] Body decode_body(std::uint8_t type, View octets, std::vector<std::string>& complaints);

}  // namespace conformance::wire::ike
