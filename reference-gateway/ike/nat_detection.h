// NAT detection, RFC 7296, Section 2.23.
#pragma once

#include "base/endpoint.h"
#include "ike/response.h"

namespace gateway::ike {

[[nodiscard]] Octets nat_detection_hash(std::uint64_t initiator_spi, std::uint64_t responder_spi,
                                        const Endpoint& endpoint);

}  // namespace gateway::ike
