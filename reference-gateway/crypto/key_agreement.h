// Diffie-Hellman as IKEv2 uses it: MODP (RFC 7296 3.4, RFC 3526, RFC 5114), ECP (RFC 5903) and
// Curve25519 (RFC 8031). The slow part of an IKE_SA_INIT, kept a pure function of plain values so
// that it may run on any thread.
#pragma once

#include <optional>

#include "base/octets.h"

namespace gateway::crypto {

struct KeyAgreement {
    std::uint16_t group = 0;  // IANA's number
    Octets private_seed;      // private_seed_size() random octets
    Octets peer_public;
};

struct Agreed {
    Octets public_value;
    Octets shared_secret;
};

[[nodiscard]] bool knows_group(std::uint16_t group) noexcept;
[[nodiscard]] std::size_t public_value_size(std::uint16_t group) noexcept;
[[nodiscard]] std::size_t private_seed_size(std::uint16_t group) noexcept;
// As a public value. Whoever agrees with it learns his own public value, before there is a peer.
[[nodiscard]] Octets generator(std::uint16_t group);

// The prime of a MODP group, in as many octets; empty for another group.
[[nodiscard]] Octets modp_prime(std::uint16_t group);

// Nothing if the peer's public value is not one of the group's (RFC 6989, Section 2).
[[nodiscard]] std::optional<Agreed> agree(const KeyAgreement& work);

}  // namespace gateway::crypto
