// Protection of the Encrypted payload: AEAD (RFC 5282: AES-GCM 18 to 20, ChaCha20-Poly1305 28) or a CBC cipher (3, 12, 23) with
// an HMAC (INTEG 1, 2, 12, 13, 14). RFC 7296, Section 3.14.
#pragma once

#include <cstdint>
#include <optional>

#include "core/octets.h"

namespace conformance::crypto {

struct Protection {
    std::uint16_t encr = 0, key_length = 0, integ = 0;  // key_length in bits, integ 0 with an AEAD
};

// In octets. `encryption_key` includes the salt of an AEAD.
struct ProtectionLengths {
    std::size_t encryption_key = 0, integrity_key = 0, iv = 0, block = 1, icv = 0;
    bool aead = false;
};

// Nothing for a combination it does not support.
[[nodiscard]] std::optional<ProtectionLengths> lengths(const Protection& protection);

// `associated` is what an AEAD authenticates besides (header to generic payload header); for a CBC cipher the ICV covers
// associated, IV and ciphertext alike. The result is IV, ciphertext and ICV; `padded` ends with padding and Pad Length.
[[nodiscard]] Octets seal(const Protection& protection, View encryption_key, View integrity_key,
                          View associated, View iv, View padded);
// The plaintext with its padding, or nothing when the ICV does not verify.
[[nodiscard]] std::optional<Octets> open(const Protection& protection, View encryption_key,
                                         View integrity_key, View associated, View sealed);

}  // namespace conformance::crypto
