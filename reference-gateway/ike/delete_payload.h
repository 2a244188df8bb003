// The Delete payload, RFC 7296, Section 3.11.
#pragma once

#include <cstdint>
#include <vector>

#include "ike/payload_chain.h"

namespace gateway::ike {

struct DeleteRequest {
    std::uint8_t protocol = 0;
    std::vector<std::uint32_t> spis;  // of ESP: those the peer receives under
};
using DeleteRequests = std::vector<DeleteRequest>;

// Appends all there are; false when one of them cannot be read.
[[nodiscard]] bool read_deletes(const Chain& chain, DeleteRequests& deletes);

}  // namespace gateway::ike
