// Handshake messages, RFC 5246, Section 7.4: four octets of header, then a body. A body that cannot
// be read, or of a type this prober need not read, stays as octets.
#pragma once

#include <variant>

#include "wire/tls/hello.h"

namespace conformance::wire::tls {

// Certificate up to TLS 1.2, RFC 5246, Section 7.4.2: each is DER.
struct Certificate {
    std::vector<Octets> certificates;
    Computed<std::uint32_t> list_length;  // 24 bits
    bool operator==(const Certificate&) const = default;
};

// RFC 5246, Section 7.4.3: how to read it depends on the suite, so it stays octets.
struct ServerKeyExchange {
    Octets parameters;

    // The group of an ECDHE exchange, RFC 8422, Section 5.4.
    [[nodiscard]] std::optional<std::uint16_t> named_curve() const;
    bool operator==(const ServerKeyExchange&) const = default;
};

struct ServerHelloDone {
    bool operator==(const ServerHelloDone&) const = default;
};

struct Opaque {
    Octets data;
    bool operator==(const Opaque&) const = default;
};

using Body =
    std::variant<Opaque, ClientHello, ServerHello, Certificate, ServerKeyExchange, ServerHelloDone>;

struct Handshake {
    std::uint8_t type = 0;
    Body body;
    Computed<std::uint32_t> length;  // 24 bits

    bool operator==(const Handshake&) const = default;
};

[[nodiscard]] Handshake handshake(ClientHello hello);
[[nodiscard]] Handshake handshake(ServerHello hello);
[[nodiscard]] Handshake handshake(Certificate certificate);
[[nodiscard]] Handshake handshake(ServerKeyExchange exchange);
[[nodiscard]] Handshake handshake(ServerHelloDone done);

inline constexpr std::size_t handshake_header_octets = 4;

[[nodiscard]] Octets encode(const Handshake& handshake);

// `body` is what the header's length promises. Encoding the result gives the octets back, always.
[[nodiscard]] Handshake decode_handshake(std::uint8_t type, View body,
                                         std::vector<std::string>& complaints);

}  // namespace conformance::wire::tls
