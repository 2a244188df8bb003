// EAP-TLS up to its end, by a client certificate: RFC 5216, and RFC 9190 where TLS 1.3 is selected.
#pragma once

#include "core/bench.h"
#include "peers/eap/login.h"

namespace conformance::peers::eap {

// `start` is the Request that begins the method.
[[nodiscard]] Outcome log_in_by_tls(Bench& bench, Octets start, const Ask& ask);

}  // namespace conformance::peers::eap
