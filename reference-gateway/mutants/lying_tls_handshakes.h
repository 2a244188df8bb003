// Lies behind the hellos, told by the server written by hand.
#pragma once

#include "tls/tls_listener.h"

namespace gateway::mutants {

[[nodiscard]] tls::TlsListener accepting_any_finished();
[[nodiscard]] tls::TlsListener opening_altered_records();
[[nodiscard]] tls::TlsListener opening_altered_application_data();
[[nodiscard]] tls::TlsListener telling_padding_from_mac();
[[nodiscard]] tls::TlsListener misnaming_bad_records();
[[nodiscard]] tls::TlsListener hanging_up_on_altered_records();

[[nodiscard]] tls::TlsListener ignoring_close_notify();

// Where one signature scheme, or one curve, is offered alone.
[[nodiscard]] tls::TlsListener signing_with_an_unoffered_pair();
[[nodiscard]] tls::TlsListener signing_something_else();
[[nodiscard]] tls::TlsListener naming_an_unoffered_curve();
[[nodiscard]] tls::TlsListener sending_a_point_off_the_curve();
[[nodiscard]] tls::TlsListener taking_points_off_the_curve();
// Where X25519 is offered, and secp256r1 is not.
[[nodiscard]] tls::TlsListener taking_all_zero_secrets_up_to_tls_1_2();

// Ask for a client certificate: a certificate authority is named by its letters alone; a pair with
// SHA-1 is listed.
[[nodiscard]] tls::TlsListener asking_with_a_bare_name();
[[nodiscard]] tls::TlsListener asking_for_sha1();
// Asks for a client certificate, and reads the first message of each record alone.
[[nodiscard]] tls::TlsListener reading_one_message_a_record();

// Sessions that are gone on with as they must not be.
[[nodiscard]] tls::TlsListener resuming_with_the_first_suite();
[[nodiscard]] tls::TlsListener resuming_without_extended_master_secret();
[[nodiscard]] tls::TlsListener resuming_old_sessions();

// The honest listener, but a ClientHello must stand in one record.
[[nodiscard]] tls::TlsListener refusing_fragmented_hellos();
// And nothing may come with it.
[[nodiscard]] tls::TlsListener refusing_what_comes_with_a_hello();

}  // namespace gateway::mutants
