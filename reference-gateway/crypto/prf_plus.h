// The key stretching function of IKEv2 (RFC 7296, Section 2.13), over an HMAC-based PRF.
#pragma once

#include "crypto/hash.h"

namespace gateway::crypto {

[[nodiscard]] Octets prf_plus(Hash prf, View key, View seed, std::size_t length);

}  // namespace gateway::crypto
