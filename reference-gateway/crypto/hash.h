// Hashes and HMAC (RFC 2104).
#pragma once

#include "base/octets.h"

namespace gateway::crypto {

enum class Hash { md5, sha1, sha2_256, sha2_384, sha2_512 };

[[nodiscard]] std::size_t size_of(Hash hash) noexcept;
[[nodiscard]] Octets digest(Hash hash, View octets);
[[nodiscard]] Octets hmac(Hash hash, View key, View octets);
[[nodiscard]] bool equal_in_constant_time(View a, View b) noexcept;

}  // namespace gateway::crypto
