// Lies about the cipher suites: the edition's list, and RFC 5246, 7.4.1.3.
#pragma once

#include <cstdint>
#include <string>

#include "tls/tls_listener.h"

namespace gateway::mutants {

[[nodiscard]] tls::TlsListener refusing_suite(const std::string& iana_name);

// A suite beyond the edition, spoken to the end as the others are.
[[nodiscard]] tls::TlsListener accepting_suite(const std::string& iana_name);

// A suite that OpenSSL would not speak: selected where nothing of the edition is offered.
[[nodiscard]] tls::TlsListener selecting_suite(std::uint16_t suite);

// Another suite of the edition for the one, although it was not offered.
[[nodiscard]] tls::TlsListener answering_suite_with_another(const std::string& iana_name);

// Its order of preference turned round.
[[nodiscard]] tls::TlsListener preferring_the_weakest();

// A favourite of its own that was not offered, for a client that leaves a choice.
[[nodiscard]] tls::TlsListener selecting_an_unoffered_suite();

// A finite field suite, in a group that the client lists only where that is ffdhe2048 or ffdhe3072.
[[nodiscard]] tls::TlsListener selecting_finite_fields_that_are_not_listed();
// In such a group, spoken to the end: whatever the client's value.
[[nodiscard]] tls::TlsListener taking_finite_values_out_of_range();

}  // namespace gateway::mutants
