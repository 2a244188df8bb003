// MD4 and single DES, which MS-CHAP is made of (RFC 2759, Section 8) and nothing else may use.
#pragma once

#include <expected>
#include <string>

#include "base/octets.h"

namespace gateway::crypto {

// The error: OpenSSL's legacy provider, which has them, is not installed. The others throw then.
[[nodiscard]] std::expected<void, std::string> legacy_algorithms_are_there();

[[nodiscard]] Octets md4(View octets);
// One block of 8 octets by a key of 7, whose parity bits are put in.
[[nodiscard]] Octets des_encrypt(View block, View key);

}  // namespace gateway::crypto
