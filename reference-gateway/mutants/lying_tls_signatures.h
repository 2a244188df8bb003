// Lies about the hash that signs a ServerKeyExchange: RFC 9155, 4.
#pragma once

#include "tls/tls_listener.h"

namespace gateway::mutants {

// SHA-1, where the client lists nothing else, wherever it lists it, or where it lists nothing at
// all.
[[nodiscard]] tls::TlsListener signing_with_sha_1_alone();
[[nodiscard]] tls::TlsListener signing_with_sha_1_rather();
[[nodiscard]] tls::TlsListener signing_with_sha_1_unasked();
// With a suite of finite fields alone, which is none of the edition's.
[[nodiscard]] tls::TlsListener signing_finite_fields_with_sha_1();

}  // namespace gateway::mutants
