// The payloads of a request as they lie in it, for mutants that look where the gateway does not.
#pragma once

#include <vector>

#include "base/octets.h"

namespace gateway::mutants {

struct Place {
    std::uint8_t type = 0;
    std::uint8_t flags = 0;  // the critical bit and the reserved ones
    std::size_t at = 0;      // of the generic payload header, in the message
    View body;
};

// As far as the lengths make sense; nothing for what is no IKE message.
[[nodiscard]] std::vector<Place> places(View message);

}  // namespace gateway::mutants
