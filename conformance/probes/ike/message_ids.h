// The window of Message IDs: several requests at once.
#pragma once

#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

// What SET_WINDOW_SIZE in the answer to IKE_AUTH says.
[[nodiscard]] std::optional<std::uint32_t> window_of(const Tunnel& tunnel);
// The responses to this many empty INFORMATIONAL requests that are sent at once; what is not
// answered is sent again.
[[nodiscard]] std::vector<Conclusion> answers_to_many(Bench& bench, Tunnel& tunnel,
                                                      std::uint32_t count);

}  // namespace conformance::probes::ike
