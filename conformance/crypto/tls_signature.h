// Signatures of TLS: by the numbers of TLS 1.2 and 1.3 (RFC 8446, Section 4.2.3), and the ones
// before, which name no algorithm (RFC 2246, Section 7.4.3).
#pragma once

#include <optional>

#include "crypto/signature.h"

namespace conformance::crypto {

// With the key of a certificate in DER.
[[nodiscard]] SignatureCheck check_signature(View certificate, std::uint16_t scheme, View message,
                                             View signature);
// `digests` are MD5 and SHA-1 of the message; RSA signs both, the others SHA-1 alone.
[[nodiscard]] SignatureCheck check_old_signature(View certificate, View digests, View signature);

// The same as a scheme that our own keys sign by: RSA and ECDSA with SHA-2. Nothing for another.
[[nodiscard]] std::optional<SignatureScheme> own_scheme(std::uint16_t number);

}  // namespace conformance::crypto
