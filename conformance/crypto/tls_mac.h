// The MAC of a record where the cipher is no AEAD: HMAC, or what SSL 3.0 had before it (RFC 6101,
// Section 5.2.3.1).
#pragma once

#include <string>

#include "core/octets.h"

namespace conformance::crypto {

// Big-endian, of so many octets.
[[nodiscard]] Octets big_endian(std::uint64_t number, unsigned octets);

// sequence, type and, but for SSL 3.0, version, then the length: what is authenticated before the
// content; also the associated data of an AEAD.
[[nodiscard]] Octets tls_record_prefix(std::uint64_t sequence, std::uint8_t type,
                                       std::uint16_t version, std::size_t length);

[[nodiscard]] Octets tls_record_mac(const std::string& hash, std::uint16_t version, View key,
                                    View prefix, View content);

}  // namespace conformance::crypto
