// ClientHello and ServerHello of SSL 3.0 to TLS 1.3: RFC 5246, Section 7.4.1; RFC 8446,
// Sections 4.1.2 and 4.1.3.
#pragma once

#include "wire/tls/extension.h"

namespace conformance::wire::tls {

struct ClientHello {
    std::uint16_t version = tls_1_2;  // legacy_version in TLS 1.3
    Octets random = Octets(32);
    Octets session_id;
    std::vector<std::uint16_t> suites;
    Octets compression_methods = {0};
    Extensions extensions;
    Octets trailing;
    Computed<std::uint8_t> session_id_length, compression_methods_length;
    Computed<std::uint16_t> suites_length;

    bool operator==(const ClientHello&) const = default;
};

// Without the extensions and what may follow them.
template <class Wire, Is<ClientHello> Hello>
void fields(Wire& wire, Hello& hello)
{
    wire.u16("client_version", hello.version);
    wire.octets("random", hello.random, 32);
    counted(wire, "session_id", hello.session_id, hello.session_id_length);
    counted(wire, "cipher_suites", hello.suites, hello.suites_length);
    counted(wire, "compression_methods", hello.compression_methods,
            hello.compression_methods_length);
}

struct ServerHello {
    std::uint16_t version = tls_1_2;  // legacy_version in TLS 1.3
    Octets random = Octets(32);
    Octets session_id;
    std::uint16_t suite = 0;
    std::uint8_t compression_method = 0;
    Extensions extensions;
    Octets trailing;
    Computed<std::uint8_t> session_id_length;

    // The version in force: that of supported_versions where the server sent one.
    [[nodiscard]] std::uint16_t selected_version() const;
    // RFC 8446, Section 4.1.3: a HelloRetryRequest is a ServerHello with a certain random value.
    [[nodiscard]] bool is_hello_retry_request() const;
    bool operator==(const ServerHello&) const = default;
};

template <class Wire, Is<ServerHello> Hello>
void fields(Wire& wire, Hello& hello)
{
    wire.u16("server_version", hello.version);
    wire.octets("random", hello.random, 32);
    counted(wire, "session_id", hello.session_id, hello.session_id_length);
    wire.u16("cipher_suite", hello.suite);
    wire.u8("compression_method", hello.compression_method);
}

[[nodiscard]] const Octets& hello_retry_request_random();

}  // namespace conformance::wire::tls
