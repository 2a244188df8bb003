// The proposals of an SA payload as they are offered, RFC 7296, Section 3.3.
#pragma once

#include <optional>
#include <vector>

#include "base/octets.h"
#include "ike/numbers.h"

namespace gateway::ike {

struct Transform {
    std::uint8_t type = 0;
    std::uint16_t id = 0;
    std::optional<std::uint16_t> key_length;
    bool understood = true;  // false once it has an attribute other than one Key Length
};

struct Proposal {
    std::uint8_t number = 0;
    std::uint8_t protocol = 0;
    Octets spi;
    std::vector<Transform> transforms;
};

// Nothing unless all inner lengths, counts and "last" marks agree.
[[nodiscard]] std::optional<std::vector<Proposal>> parse_proposals(View body);

}  // namespace gateway::ike
