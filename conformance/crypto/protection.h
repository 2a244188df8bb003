// Protection of the Encrypted payload, RFC 7296, Section 3.14: an AEAD (AES-CCM 14 to 16, AES-GCM 18 to 20, Camellia-CCM 25 to 27,
// ChaCha20-Poly1305 28), or a cipher in CBC (2, 3, 5, 6, 7, 12, 23) or counter mode (13, 24) with an integrity algorithm
// (HMAC 1, 2, 6, 7, 12, 13, 14; AES-XCBC 5, AES-CMAC 8). RFC 5282, RFC 5529, RFC 5930.
#pragma once

#include <cstdint>
#include <optional>

#include "core/octets.h"

namespace conformance::crypto {

struct Protection {
    std::uint16_t encr = 0, key_length = 0, integ = 0;  // key_length in bits, integ 0 with an AEAD
};

// In octets. `encryption_key` includes the salt of an AEAD and the nonce of a counter mode.
struct ProtectionLengths {
    std::size_t encryption_key = 0, integrity_key = 0, iv = 0, block = 1, icv = 0;
    bool aead = false;
};

// Nothing for a combination it does not support.
[[nodiscard]] std::optional<ProtectionLengths> lengths(const Protection& protection);

// `associated` is what an AEAD authenticates besides (header to generic payload header); for another cipher the ICV covers
// associated, IV and ciphertext alike. The result is IV, ciphertext and ICV; `padded` ends with padding and Pad Length.
[[nodiscard]] Octets seal(const Protection& protection, View encryption_key, View integrity_key,
                          View associated, View iv, View padded);
// The plaintext with its padding, or nothing when the ICV does not verify.
[[nodiscard]] std::optional<Octets> open(const Protection& protection, View encryption_key,
                                         View integrity_key, View associated, View sealed);

}  // namespace conformance::crypto
