// An ECDSA signature (r, s) holds as (r, n - s) too: whoever has a certificate can make another of
// it that says the same and is as good, under another thumbprint. Inside crypto/ only.
#pragma once

#include <optional>

#include "base/octets.h"
#include "crypto/tls_handles.h"

namespace gateway::crypto {

// That other one, in DER; nothing where the issuer's key is none for ECDSA.
[[nodiscard]] std::optional<Octets> twin_of(X509& certificate, const EVP_PKEY& issuer);

}  // namespace gateway::crypto
