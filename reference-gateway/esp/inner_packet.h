// The IP packet inside a tunnel, as far as its own lengths go: RFC 791 and RFC 8200.
#pragma once

#include <optional>

#include "base/octets.h"

namespace gateway::esp {

// The packet without what stands behind it (RFC 4303, Section 2.7); nothing where this is no IP
// packet of the version that the next header says, or its lengths cannot be.
[[nodiscard]] std::optional<View> inner_packet(View octets, std::uint8_t next_header) noexcept;

}  // namespace gateway::esp
