// Lies in the answer to a ClientHello that is otherwise in order: its extensions, its compression
// methods, and what it holds that the gateway does not know.
#pragma once

#include "tls/tls_listener.h"

namespace gateway::mutants {

[[nodiscard]] tls::TlsListener sending_an_unrequested_extension();
[[nodiscard]] tls::TlsListener duplicating_an_extension();
// Whether the client lists DEFLATE or not.
[[nodiscard]] tls::TlsListener selecting_deflate();
[[nodiscard]] tls::TlsListener selecting_deflate_beside_null();
[[nodiscard]] tls::TlsListener omitting_renegotiation_info();
[[nodiscard]] tls::TlsListener omitting_extended_master_secret();
[[nodiscard]] tls::TlsListener selecting_an_unlisted_protocol();
// Know http/1.1; who does not list it gets no protocol, or handshake_failure.
[[nodiscard]] tls::TlsListener going_on_without_a_protocol();
[[nodiscard]] tls::TlsListener refusing_other_protocols_wrongly();
[[nodiscard]] tls::TlsListener warning_of_unknown_names();
// Takes them for a hello of its own making.
[[nodiscard]] tls::TlsListener accepting_unreadable_hellos();

// Of a client with which it has no suite in common.
[[nodiscard]] tls::TlsListener finding_foreign_suites_illegal();
[[nodiscard]] tls::TlsListener refusing_foreign_suites_at_no_level();
[[nodiscard]] tls::TlsListener staying_open_after_an_alert();
[[nodiscard]] tls::TlsListener saying_more_after_an_alert();
[[nodiscard]] tls::TlsListener hanging_up_on_foreign_suites();

// Refuses a client for an unknown suite, hangs up for an unknown extension, is silent for an
// unknown group.
[[nodiscard]] tls::TlsListener refusing_unknown_suites();
[[nodiscard]] tls::TlsListener hanging_up_on_unknown_extensions();
[[nodiscard]] tls::TlsListener silent_on_unknown_groups();

}  // namespace gateway::mutants
