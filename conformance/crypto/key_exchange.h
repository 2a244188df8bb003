// Key exchange methods of IKEv2, by transform number: MODP 1, 2, 5, 14 to 18, 22 to 24; ECP 19 to 21, 25, 26; Brainpool 27 to 30;
// Curve25519 31.
// Public values are as the Key Exchange payload carries them: MODP padded to the modulus (RFC 7296, Section 3.4), ECP as x and y
// without a prefix octet (RFC 5903, Section 7; RFC 6954), Curve25519 as 32 octets (RFC 8031).
#pragma once

#include <memory>
#include <optional>

#include "core/random.h"

namespace conformance::crypto {

class KeyExchange {
   public:
    virtual ~KeyExchange() = default;
    [[nodiscard]] virtual Octets public_value() const = 0;
    // Padded to the group's length; nothing when the peer's value is none of the group.
    [[nodiscard]] virtual std::optional<Octets> shared_secret(View peer) = 0;
};

[[nodiscard]] bool supports_group(std::uint16_t group);
// Octets of a public value; 0 for a group it does not support.
[[nodiscard]] std::size_t public_octets(std::uint16_t group);
// The prime of a MODP group, in as many octets. Throws std::invalid_argument for another.
[[nodiscard]] Octets modp_prime(std::uint16_t group);
// The prime minus the value, in as many octets. The same exceptions.
[[nodiscard]] Octets modp_negated(std::uint16_t group, View value);
// Throws std::invalid_argument for a group it does not support.
[[nodiscard]] std::unique_ptr<KeyExchange> key_exchange(std::uint16_t group, Random& random);

}  // namespace conformance::crypto
