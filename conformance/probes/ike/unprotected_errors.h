// Messages that say they are of an IKE SA, and have no keys of it.
#pragma once

#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

// Datagrams that say of the IKE SA, and of its Child SA, that they are unknown: as a response, and
// as a request.
[[nodiscard]] std::vector<Octets> unprotected_errors(const Tunnel& tunnel);
// An INFORMATIONAL message of this IKE SA without an Encrypted payload.
[[nodiscard]] bool is_unprotected(const Tunnel& tunnel, const Received& received);

}  // namespace conformance::probes::ike
