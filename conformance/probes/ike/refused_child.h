// Why a Child SA is refused.
#pragma once

#include "peers/ike/tunnel.h"

namespace conformance::probes::ike {

// For another reason than what the Child SA is made of: its traffic, its address, its number, its time.
[[nodiscard]] bool is_refused_beside_the_proposal(const peers::ike::NewChild& made);

}  // namespace conformance::probes::ike
