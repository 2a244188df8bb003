// Tunnels of a client that moves, and their control: RFC 4555.
#pragma once

#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

// The gateway takes our certificate, and does not disclaim MOBIKE.
extern const Control mobike_is_agreed;
[[nodiscard]] std::optional<std::string> mobike_is_disclaimed(const Target& target);

// Whether the answer to IKE_AUTH has MOBIKE_SUPPORTED, as the request had. Throws Unmet where it
// has not.
void expect_mobike(const Tunnel& tunnel);
// What a probe finds in a tunnel of that kind, which it leaves afterwards.
[[nodiscard]] Finding in_mobile_tunnel(Bench& bench, Finding (*judge)(Bench&, Tunnel&));

}  // namespace conformance::probes::ike
