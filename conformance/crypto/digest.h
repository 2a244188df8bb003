// Hashes: SHA-1 for NAT detection (RFC 7296, Section 2.23), SHA-256 for the manifest of a run, and by their names (MD5, SHA-1,
// SHA-256, SHA-384, SHA-512) those of TLS.
#pragma once

#include <string>

#include "core/octets.h"

namespace conformance::crypto {

[[nodiscard]] Octets sha1(View octets);
[[nodiscard]] Octets sha256(View octets);
[[nodiscard]] Octets digest(const std::string& hash, View octets);
[[nodiscard]] std::size_t digest_octets(const std::string& hash);
[[nodiscard]] Octets hmac(const std::string& hash, View key, View octets);

}  // namespace conformance::crypto
