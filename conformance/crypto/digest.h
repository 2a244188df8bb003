// Hashes: SHA-1 for NAT detection (RFC 7296, Section 2.23), SHA-256 for the manifest of a run.
#pragma once

#include "core/octets.h"

namespace conformance::crypto {

[[nodiscard]] Octets sha1(View octets);
[[nodiscard]] Octets sha256(View octets);

}  // namespace conformance::crypto
