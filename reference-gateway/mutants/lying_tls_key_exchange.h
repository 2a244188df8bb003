// ServerKeyExchange of the elliptic curve suites: RFC 8422, 5.4.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/octets.h"
#include "mutants/lying_tls_flight.h"

namespace gateway::mutants {

enum class KeyExchange : std::uint8_t { rsa, ecdhe, anonymous_ecdh };

// Of the suites a liar selects; any other counts as RSA, which needs no ServerKeyExchange.
[[nodiscard]] KeyExchange key_exchange_of(std::uint16_t suite);

// Curve, point, signature scheme and what is signed, as the client may have them.
void choose_key_exchange(ServerFlight& flight, const ClientHello& hello);

[[nodiscard]] Octets server_key_exchange_body(KeyExchange exchange, const ServerFlight& flight,
                                              const std::string& key_pem);

inline constexpr std::uint16_t secp256r1 = 23;
// The x-coordinate that the client's point and the private key 1 share; nothing for a point off the
// curve.
[[nodiscard]] std::optional<Octets> shared_with_a_point_of_the_curve(View point);
[[nodiscard]] View secp256r1_generator();

// What the client's value and the private key 1 share, without leading zeros; RFC 7919, 4: the range
// is 1 < value < modulus - 1.
[[nodiscard]] bool is_in_range(View value, View modulus);
[[nodiscard]] Octets shared_in_a_finite_field(View value, View modulus);

}  // namespace gateway::mutants
