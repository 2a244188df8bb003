// Lies about the protocol version: RFC 7568, RFC 8996, and the edition's floor and ceiling.
#pragma once

#include <cstdint>

#include "tls/tls_listener.h"

namespace gateway::mutants {

// Selects a version below TLS 1.2 for a client that offers nothing higher.
[[nodiscard]] tls::TlsListener accepting_version(std::uint16_t version);

// Refuses it by handshake_failure.
[[nodiscard]] tls::TlsListener refusing_version_wrongly(std::uint16_t version);

// Selects TLS 1.3 whatever the ceiling.
[[nodiscard]] tls::TlsListener accepting_tls_1_3();

// The same, and speaks TLS 1.2 without the mark of a downgrade.
[[nodiscard]] tls::TlsListener forgetting_the_downgrade_sentinel();

// Refuses TLS 1.2 to everybody, with protocol_version.
[[nodiscard]] tls::TlsListener refusing_tls_1_2();

}  // namespace gateway::mutants
