// Listeners that something odd puts out of action for a while.
#pragma once

#include "tls/tls_listener.h"

namespace gateway::mutants {

[[nodiscard]] tls::TlsListener fainting_at_large_hellos();
[[nodiscard]] tls::TlsListener fainting_at_garbage();
[[nodiscard]] tls::TlsListener fainting_at_two_shares_of_one_group();

}  // namespace gateway::mutants
