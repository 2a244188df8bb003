// Lies about the client's key share in TLS 1.3, told by the server written by hand.
#pragma once

#include "tls/tls_listener.h"

namespace gateway::mutants::lying_tls_1_3 {

// Of secp256r1.
[[nodiscard]] tls::TlsListener taking_any_point();
// Of ffdhe2048, where it is listed alone.
[[nodiscard]] tls::TlsListener taking_values_out_of_range();
// Of X25519.
[[nodiscard]] tls::TlsListener taking_all_zero_secrets();

}  // namespace gateway::mutants::lying_tls_1_3
