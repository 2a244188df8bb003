// How long a nonce may be: RFC 7296, Sections 2.10 and 3.9.
#pragma once

#include <cstddef>
#include <cstdint>

namespace conformance::peers::ike {

inline constexpr std::size_t longest_nonce = 256;

// At least half the key of the negotiated PRF, and never fewer than 16 octets. A PRF unknown here counts as the longest.
[[nodiscard]] constexpr std::size_t shortest_nonce(std::uint16_t prf)
{
    switch (prf) {
        case 1:                  // PRF_HMAC_MD5
        case 2:                  // PRF_HMAC_SHA1
        case 4:                  // PRF_AES128_XCBC
        case 5:                  // PRF_HMAC_SHA2_256
        case 8: return 16;       // PRF_AES128_CMAC
        case 6: return 24;       // PRF_HMAC_SHA2_384
        default: return 32;      // PRF_HMAC_SHA2_512
    }
}

}  // namespace conformance::peers::ike
