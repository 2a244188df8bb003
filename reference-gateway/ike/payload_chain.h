// The chain of generic payload headers, RFC 7296, Section 3.2.
#pragma once

#include <optional>
#include <vector>

#include "base/octets.h"
#include "ike/numbers.h"

namespace gateway::ike {

struct RawPayload {
    std::uint8_t type = 0;
    bool critical = false;
    View body;
};

struct Chain {
    std::vector<RawPayload> payloads;
    // What the Next Payload field of the Encrypted payload, or of a first fragment's, names: the
    // first payload inside.
    std::uint8_t first_inside = 0;
};

// Nothing unless the lengths fit each other and what they stand in, to the last octet.
[[nodiscard]] std::optional<Chain> split(std::uint8_t first_payload, View octets);

// The type octet of the first payload that is critical and unknown to this gateway.
[[nodiscard]] std::optional<std::uint8_t> unknown_critical_payload(const Chain& chain);

[[nodiscard]] std::size_t count_of(const Chain& chain, PayloadType type);
[[nodiscard]] View first_of(const Chain& chain, PayloadType type);

}  // namespace gateway::ike
