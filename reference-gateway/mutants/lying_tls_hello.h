// The ClientHello as a liar reads it: RFC 5246, 7.4.1.2, and RFC 8446, 4.1.2. Enough to choose a
// lie.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/octets.h"

namespace gateway::mutants {

inline constexpr std::uint16_t ssl_3_0 = 0x0300;
inline constexpr std::uint16_t tls_1_0 = 0x0301;
inline constexpr std::uint16_t tls_1_1 = 0x0302;
inline constexpr std::uint16_t tls_1_2 = 0x0303;
inline constexpr std::uint16_t tls_1_3 = 0x0304;

namespace extension {
inline constexpr std::uint16_t server_name = 0;
inline constexpr std::uint16_t status_request = 5;
inline constexpr std::uint16_t supported_groups = 10;
inline constexpr std::uint16_t ec_point_formats = 11;
inline constexpr std::uint16_t signature_algorithms = 13;
inline constexpr std::uint16_t alpn = 16;
inline constexpr std::uint16_t extended_master_secret = 23;
inline constexpr std::uint16_t session_ticket = 35;
inline constexpr std::uint16_t pre_shared_key = 41;
inline constexpr std::uint16_t supported_versions = 43;
inline constexpr std::uint16_t psk_key_exchange_modes = 45;
inline constexpr std::uint16_t key_share = 51;
inline constexpr std::uint16_t renegotiation_info = 0xff01;
}  // namespace extension

struct Extension {
    std::uint16_t type = 0;
    Octets data;
};

struct ClientHello {
    std::uint16_t version = 0;  // legacy_version in TLS 1.3
    Octets random;
    Octets session_id;
    std::vector<std::uint16_t> suites;
    Octets compressions;
    std::vector<Extension> extensions;

    [[nodiscard]] const Extension* find(std::uint16_t type) const;
    [[nodiscard]] bool offers_suite(std::uint16_t suite) const;
    [[nodiscard]] bool offers_any(const std::vector<std::uint16_t>& wanted) const;
    // The versions of supported_versions, or else the legacy version alone.
    [[nodiscard]] std::vector<std::uint16_t> versions() const;
    [[nodiscard]] std::uint16_t highest_version() const;  // unknown ones left out
    // The 16-bit values of supported_groups or signature_algorithms; none where the list is odd.
    [[nodiscard]] std::vector<std::uint16_t> numbers_in(std::uint16_t type) const;
    // The first name of server_name; empty without one.
    [[nodiscard]] std::string server_name() const;
    // The extension, or the suite value that stands for it (RFC 5746, 3.3).
    [[nodiscard]] bool asks_for_secure_renegotiation() const;
};

// The body of the handshake message, without its four octets of header.
[[nodiscard]] std::optional<ClientHello> parse_client_hello(View body);

// What selects http/1.1 by ALPN; nothing: the client does not list it.
[[nodiscard]] std::optional<Extension> selection_of_http(const ClientHello& hello);

}  // namespace gateway::mutants
