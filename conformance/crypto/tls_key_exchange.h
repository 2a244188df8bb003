// Ephemeral keys of TLS, by the numbers of its groups; DHE with whatever group the server names;
// and a premaster secret for the key of a certificate. Public values are as TLS carries them.
#pragma once

#include "crypto/key_exchange.h"

namespace conformance::crypto {

// X25519, the NIST and Brainpool curves and secp256k1, whose points stand uncompressed, and the
// groups ffdhe2048 to ffdhe8192.
[[nodiscard]] bool supports_tls_group(std::uint16_t group);
// Throws std::invalid_argument for a group it does not support.
[[nodiscard]] std::unique_ptr<KeyExchange> tls_key_exchange(std::uint16_t group, Random& random);

// Of a group from ffdhe2048 to ffdhe8192; nothing for any other.
[[nodiscard]] Octets finite_field_modulus(std::uint16_t group);

// Nothing for a modulus or generator with which no key can be made.
[[nodiscard]] std::unique_ptr<KeyExchange> dhe_key_exchange(View p, View g, Random& random);

// RFC 8017, Section 7.2, with the RSA key of a certificate in DER. Nothing when it has none.
[[nodiscard]] std::optional<Octets> encrypted_for(View certificate, View secret, Random& random);

}  // namespace conformance::crypto
