// The pseudorandom functions of IKEv2 (transform type 2: 1 to 9) and prf+ of RFC 7296, Section 2.13.
#pragma once

#include <optional>

#include "core/octets.h"

namespace conformance::crypto {

// Preferred key and output length in octets; nothing for a PRF it does not support.
[[nodiscard]] std::optional<std::size_t> prf_octets(std::uint16_t prf);
[[nodiscard]] Octets prf(std::uint16_t prf, View key, View input);
// At most 255 times the output length.
[[nodiscard]] Octets prf_plus(std::uint16_t prf, View key, View seed, std::size_t octets);

}  // namespace conformance::crypto
