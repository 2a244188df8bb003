// Lies behind the hellos of TLS 1.3, told by the server written by hand.
#pragma once

#include "tls/tls_listener.h"

namespace gateway::mutants::lying_tls_1_3 {

[[nodiscard]] tls::TlsListener ignoring_unknown_record_types();
[[nodiscard]] tls::TlsListener taking_any_change_cipher_spec();
[[nodiscard]] tls::TlsListener ignoring_late_changes();
[[nodiscard]] tls::TlsListener taking_any_finished();
// Whatever follows the right octets.
[[nodiscard]] tls::TlsListener taking_a_finished_that_begins_right();
[[nodiscard]] tls::TlsListener taking_altered_records();
[[nodiscard]] tls::TlsListener taking_altered_application_data();
[[nodiscard]] tls::TlsListener taking_long_records();
[[nodiscard]] tls::TlsListener ignoring_records_of_padding();
[[nodiscard]] tls::TlsListener ignoring_empty_records();
[[nodiscard]] tls::TlsListener refusing_padded_records();

[[nodiscard]] tls::TlsListener giving_tickets_of_eight_days();
[[nodiscard]] tls::TlsListener taking_any_binder();
[[nodiscard]] tls::TlsListener taking_a_missing_binder();
[[nodiscard]] tls::TlsListener leaving_key_updates_unanswered();
// Answer with one that asks for another; and go on under the old keys.
[[nodiscard]] tls::TlsListener asking_in_its_key_update();
[[nodiscard]] tls::TlsListener keeping_its_keys();
[[nodiscard]] tls::TlsListener taking_any_key_update();

// Refuse with another alert than the one that is due.
[[nodiscard]] tls::TlsListener calling_wrong_key_updates_unreadable();
[[nodiscard]] tls::TlsListener calling_unexpected_records_illegal();

}  // namespace gateway::mutants::lying_tls_1_3
