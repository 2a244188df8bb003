// X.501 names as a TLS server lists them: RFC 5246, Section 7.4.4.
#pragma once

#include "core/octets.h"

namespace conformance::crypto {

// Whether the octets are one name, and nothing else: the structure alone, whatever its attributes
// and their values.
[[nodiscard]] bool is_distinguished_name(View der);

}  // namespace conformance::crypto
