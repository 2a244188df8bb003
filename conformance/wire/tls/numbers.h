// Numbers of TLS that the prober speaks of by name, and their names: RFC 5246, RFC 8446, Appendix
// B, and the IANA registries.
#pragma once

#include <cstdint>
#include <string>

namespace conformance::wire::tls {

enum class ContentType : std::uint8_t {
    change_cipher_spec = 20,
    alert = 21,
    handshake = 22,
    application_data = 23,
    heartbeat = 24,
};

enum class HandshakeType : std::uint8_t {
    hello_request = 0,
    client_hello = 1,
    server_hello = 2,
    new_session_ticket = 4,
    encrypted_extensions = 8,
    certificate = 11,
    server_key_exchange = 12,
    certificate_request = 13,
    server_hello_done = 14,
    certificate_verify = 15,
    client_key_exchange = 16,
    finished = 20,
    certificate_status = 22,
    key_update = 24,
    message_hash = 254,
};

enum class AlertDescription : std::uint8_t {
    close_notify = 0,
    unexpected_message = 10,
    bad_record_mac = 20,
    record_overflow = 22,
    handshake_failure = 40,
    illegal_parameter = 47,
    decode_error = 50,
    decrypt_error = 51,
    protocol_version = 70,
    insufficient_security = 71,
    internal_error = 80,
    missing_extension = 109,
    unrecognized_name = 112,
    no_application_protocol = 120,
};

inline constexpr std::uint8_t alert_warning = 1;
inline constexpr std::uint8_t alert_fatal = 2;

enum class ExtensionType : std::uint16_t {
    server_name = 0,
    supported_groups = 10,
    ec_point_formats = 11,
    signature_algorithms = 13,
    application_layer_protocol_negotiation = 16,
    encrypt_then_mac = 22,
    extended_master_secret = 23,
    session_ticket = 35,
    pre_shared_key = 41,
    supported_versions = 43,
    cookie = 44,
    psk_key_exchange_modes = 45,
    key_share = 51,
    renegotiation_info = 65'281,
};

inline constexpr std::uint16_t ssl_3_0 = 0x0300;
inline constexpr std::uint16_t tls_1_0 = 0x0301;
inline constexpr std::uint16_t tls_1_1 = 0x0302;
inline constexpr std::uint16_t tls_1_2 = 0x0303;
inline constexpr std::uint16_t tls_1_3 = 0x0304;

inline constexpr std::uint16_t empty_renegotiation_info_scsv = 0x00ff;  // RFC 5746, Section 3.3

// Groups, by their TLS numbers.
inline constexpr std::uint16_t secp256r1 = 23;
inline constexpr std::uint16_t x25519 = 29;

// GREASE values of suites, groups and extensions: RFC 8701, Section 2.
[[nodiscard]] constexpr bool is_grease(std::uint16_t number)
{
    return (number & 0x0f0f) == 0x0a0a && number >> 8 == (number & 0xff);
}

// A pair of hash and signature with MD5 or SHA-1: RFC 5246, Section 7.4.1.4.1.
[[nodiscard]] constexpr bool has_broken_hash(std::uint16_t scheme)
{
    constexpr unsigned md5 = 1, sha1 = 2;
    return scheme >> 8 == md5 || scheme >> 8 == sha1;
}

// A number without a name is told as a number.
[[nodiscard]] std::string version_name(std::uint16_t version);          // TLS 1.2
[[nodiscard]] std::string handshake_name(std::uint8_t type);            // ServerHello
[[nodiscard]] std::string alert_name(std::uint8_t description);         // protocol_version
[[nodiscard]] std::string extension_name(std::uint16_t type);           // supported_groups
[[nodiscard]] std::string signature_scheme_name(std::uint16_t scheme);  // rsa_pkcs1_sha256
[[nodiscard]] std::string four_digits(std::uint16_t number);            // C030

}  // namespace conformance::wire::tls
