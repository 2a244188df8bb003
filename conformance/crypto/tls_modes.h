// The two larger kinds of protection of records, for tls_protection().
#pragma once

#include "crypto/tls_protection.h"

namespace conformance::crypto {

[[nodiscard]] std::unique_ptr<TlsProtection> block_protection(const TlsLayer& layer, TlsKeys keys,
                                                              Random& random);
[[nodiscard]] std::unique_ptr<TlsProtection> aead_protection(const TlsLayer& layer, TlsKeys keys);

}  // namespace conformance::crypto
