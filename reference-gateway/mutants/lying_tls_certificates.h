// Listeners whose certificate is wrong in one respect and like the configured one in every other:
// RFC 5246, 7.4.2; RFC 5280, 4.1.2.5; RFC 9325, 4.5.
#pragma once

#include "tls/tls_listener.h"

namespace gateway::mutants {

[[nodiscard]] tls::TlsListener with_the_chain_out_of_order();
[[nodiscard]] tls::TlsListener with_the_name_of_another();
[[nodiscard]] tls::TlsListener with_an_expired_certificate();
[[nodiscard]] tls::TlsListener with_a_certificate_of_the_future();
[[nodiscard]] tls::TlsListener with_an_rsa_key_of_1024_bits();
[[nodiscard]] tls::TlsListener with_a_certificate_signed_with_sha_1();
// The configured one for RSA suites, and a bad one with an EC key where only those are offered.
[[nodiscard]] tls::TlsListener with_an_expired_certificate_beside();
[[nodiscard]] tls::TlsListener with_the_name_of_another_beside();

}  // namespace gateway::mutants
