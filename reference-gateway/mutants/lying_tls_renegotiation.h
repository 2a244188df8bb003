// Lies about secure renegotiation: RFC 5746.
#pragma once

#include "tls/tls_listener.h"

namespace gateway::mutants {

// Whoever sends a second hello.
[[nodiscard]] tls::TlsListener renegotiating_unbound();
// Bound, whatever the client says that its Finished held.
[[nodiscard]] tls::TlsListener renegotiating_with_any_verify_data();
// Bound and checked, but the suite value that stands for an empty renegotiation_info may come along.
[[nodiscard]] tls::TlsListener renegotiating_with_the_signalling_suite();
// As before RFC 5746.
[[nodiscard]] tls::TlsListener renegotiating_as_of_old();
// In the first hello.
[[nodiscard]] tls::TlsListener taking_filled_renegotiation_info();

}  // namespace gateway::mutants
