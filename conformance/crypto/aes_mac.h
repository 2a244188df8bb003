// The MACs made of AES-128: CMAC (RFC 4493) and XCBC (RFC 3566), with a key of 16 octets, or of any
// length as the pseudorandom functions of RFC 4615 and RFC 4434 take it.
#pragma once

#include "core/octets.h"

namespace conformance::crypto {

enum class AesMac { cmac, xcbc };

inline constexpr std::size_t aes_mac_octets = 16;

[[nodiscard]] Octets aes_mac(AesMac kind, View key, View input);
[[nodiscard]] Octets aes_mac_prf(AesMac kind, View key, View input);

}  // namespace conformance::crypto
