// NAT detection, RFC 7296, Section 2.23.
#pragma once

#include "base/endpoint.h"
#include "ike/response.h"

namespace gateway::ike {

[[nodiscard]] Octets nat_detection_hash(std::uint64_t initiator_spi, std::uint64_t responder_spi,
                                        const Endpoint& endpoint);

// Whether whoever sent this message in the clear wrote to another address than `local`, where it came.
[[nodiscard]] bool is_behind_nat(const Header& header, View message, const Endpoint& local);

}  // namespace gateway::ike
