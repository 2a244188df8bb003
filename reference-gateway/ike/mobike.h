// What MOBIKE puts into messages: RFC 4555.
#pragma once

#include "base/endpoint.h"
#include "ike/notify_payload.h"
#include "ike/response.h"

namespace gateway::ike {

// NO_NATS_ALLOWED that does not fit the path it came by: Section 3.9.
[[nodiscard]] bool forbids_the_nat(const Chain& chain, const Path& path);
// NAT detection in an INFORMATIONAL, as the gateway sends it: Section 3.8.
[[nodiscard]] std::vector<Payload> nat_detection_of(const Response& message, const Path& path);

}  // namespace gateway::ike
