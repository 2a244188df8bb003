// One response of each kind that a stranger can obtain, inspected for what no response may hold.
#pragma once

#include "core/probe.h"
#include "wire/ike/payload.h"

namespace conformance::probes::ike {

// An IKE_SA_INIT that accepts, what IKE_AUTH brings, and a refusal in the clear: no payload of them
// has the flaw, inside SK or outside. Throws Unmet when nothing is accepted.
[[nodiscard]] Finding expect_in_no_response(Bench& bench, bool (*flaw)(const wire::ike::Payload&),
                                            std::string code, std::string expected);

}  // namespace conformance::probes::ike
