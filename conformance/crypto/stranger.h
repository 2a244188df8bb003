// A client that nobody has issued a certificate for: it has signed its own.
#pragma once

#include <string>

#include "core/random.h"
#include "crypto/issuer.h"

namespace conformance::crypto {

// P-256, with the subject of this certificate in DER, valid on that day (2026-11-22T02:29:22Z).
// Throws std::runtime_error where the certificate cannot be read.
[[nodiscard]] Minted stranger_named_like(View certificate, Random& random,
                                         const std::string& today);

}  // namespace conformance::crypto
