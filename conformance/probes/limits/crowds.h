// Crowds of clients for these probes, and their control.
#pragma once

#include <memory>

#include "core/probe.h"
#include "peers/ike/crowd.h"

namespace conformance::probes::limits {

using peers::ike::Crowd;

// One of the many identities opens an IKE SA with a Child SA.
extern const Control somebody_comes_in;

// With the quickest row of the edition that the gateway accepts, and ESP in UDP. Throws Unmet where
// there are fewer identities.
[[nodiscard]] std::unique_ptr<Crowd> crowd_of(Bench& bench, std::size_t most);

// Whether the target's pool, as far as its file tells, has an address for each of them.
[[nodiscard]] bool pool_has_room_for(const Target& target, std::size_t sessions);

}  // namespace conformance::probes::limits
