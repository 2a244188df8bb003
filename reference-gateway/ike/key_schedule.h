// The keys of an IKE SA, RFC 7296, Section 2.14.
#pragma once

#include "base/octets.h"
#include "ike/algorithms.h"

namespace gateway::ike {

struct KeyMaterial {
    Octets initiator_nonce;
    Octets responder_nonce;
    std::uint64_t initiator_spi = 0;
    std::uint64_t responder_spi = 0;
    Octets shared_secret;
};

struct Keys {
    Octets sk_d;
    Octets sk_ai;
    Octets sk_ar;
    Octets sk_ei;  // with the salt at its end where the cipher is an AEAD
    Octets sk_er;
    Octets sk_pi;
    Octets sk_pr;
};

[[nodiscard]] Keys derive_keys(const Algorithms& algorithms, const KeyMaterial& material);
// Of an IKE SA in the place of another, whose PRF and SK_d these are: Section 2.18.
[[nodiscard]] Keys derive_keys_again(const Algorithms& algorithms, const KeyMaterial& material,
                                     crypto::Hash old_prf, View old_sk_d);

// With the keys of either direction in the place of the other's: in an IKE SA that the gateway began,
// sk_ei is what the peer seals with.
[[nodiscard]] Keys mirrored(Keys keys);

}  // namespace gateway::ike
