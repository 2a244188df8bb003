// Two parts of a certificate in DER that IKEv2 sends: its subject as an identity, and the digest that CERTREQ names an authority by.
#pragma once

#include "core/octets.h"

namespace conformance::crypto {

// Empty where the certificate cannot be read, or names nobody.
[[nodiscard]] Octets subject_of(View certificate);
// SHA-1 of the SubjectPublicKeyInfo: RFC 7296, Section 3.7. Empty where the certificate cannot be read.
[[nodiscard]] Octets key_digest_of(View certificate);

}  // namespace conformance::crypto
