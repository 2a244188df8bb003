// What the Message IDs of an IKE SA leave open: several requests at once, and messages that say they
// are of it and have no keys.
#pragma once

#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

// What SET_WINDOW_SIZE in the answer to IKE_AUTH says.
[[nodiscard]] std::optional<std::uint32_t> window_of(const Tunnel& tunnel);
// The responses to this many empty INFORMATIONAL requests that are sent at once; what is not
// answered is sent again.
[[nodiscard]] std::vector<Conclusion> answers_to_many(Bench& bench, Tunnel& tunnel,
                                                      std::uint32_t count);

// Datagrams that say of the IKE SA, and of its Child SA, that they are unknown: as a response, and
// as a request.
[[nodiscard]] std::vector<Octets> unprotected_errors(const Tunnel& tunnel);
// An INFORMATIONAL message of this IKE SA without an Encrypted payload.
[[nodiscard]] bool is_unprotected(const Tunnel& tunnel, const Received& received);

}  // namespace conformance::probes::ike
