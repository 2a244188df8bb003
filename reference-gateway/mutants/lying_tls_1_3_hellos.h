// Lies in the answer to a ClientHello of TLS 1.3.
#pragma once

#include <cstdint>

#include "tls/tls_listener.h"

namespace gateway::mutants::lying_tls_1_3 {

[[nodiscard]] tls::TlsListener refusing_hellos_without_its_share();
[[nodiscard]] tls::TlsListener changing_the_suite_after_its_retry();
// Serves the client that left this extension out.
[[nodiscard]] tls::TlsListener overlooking_a_missing(std::uint16_t extension);
[[nodiscard]] tls::TlsListener overlooking_compression_methods();
// Serves, or refuses with illegal_parameter, the client whose supported_groups ends in the middle of one.
[[nodiscard]] tls::TlsListener overlooking_half_a_group();
[[nodiscard]] tls::TlsListener finding_half_a_group_illegal();
[[nodiscard]] tls::TlsListener overlooking_what_follows_a_ticket();
[[nodiscard]] tls::TlsListener overlooking_missing_modes();
// Goes on as if it had not come.
[[nodiscard]] tls::TlsListener overlooking_a_second_hello();
// Beside TLS 1.3 and its group.
[[nodiscard]] tls::TlsListener refusing_unknown_versions();
[[nodiscard]] tls::TlsListener refusing_unknown_key_shares();
// Where the client lists no other, with illegal_parameter.
[[nodiscard]] tls::TlsListener finding_unknown_groups_illegal();
[[nodiscard]] tls::TlsListener staying_open_after_an_alert();
[[nodiscard]] tls::TlsListener saying_more_after_an_alert();
// Whether the client lists its group or not.
[[nodiscard]] tls::TlsListener taking_any_key_share();

// Knows http/1.1, and who does not list it gets no protocol.
[[nodiscard]] tls::TlsListener going_on_without_a_protocol();

}  // namespace gateway::mutants::lying_tls_1_3
