// Lies in the shape of what the server written by hand says: messages left out or said twice,
// extensions filled wrongly, records of another version.
#pragma once

#include "tls/tls_listener.h"

namespace gateway::mutants {

[[nodiscard]] tls::TlsListener omitting_its_certificate();
[[nodiscard]] tls::TlsListener sending_its_certificate_twice();
[[nodiscard]] tls::TlsListener listing_compressed_points_alone();
[[nodiscard]] tls::TlsListener filling_extended_master_secret();
[[nodiscard]] tls::TlsListener changing_to_a_cipher_of_two();
[[nodiscard]] tls::TlsListener sending_records_of_tls_1_1();

}  // namespace gateway::mutants
