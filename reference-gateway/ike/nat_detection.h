// NAT detection, RFC 7296, Section 2.23.
#pragma once

#include <optional>

#include "base/endpoint.h"
#include "ike/payload_chain.h"

namespace gateway::ike {

[[nodiscard]] Octets nat_detection_hash(std::uint64_t initiator_spi, std::uint64_t responder_spi,
                                        const Endpoint& endpoint);

// Who is behind one.
struct Nat {
    bool gateway = false;
    bool peer = false;

    [[nodiscard]] bool is_anywhere() const noexcept { return gateway || peer; }
};

// What the peer tells of its addresses, beside those of the path that it came by; nothing where it
// tells nothing.
[[nodiscard]] std::optional<Nat> nat_seen(const Chain& chain, std::uint64_t initiator_spi,
                                          std::uint64_t responder_spi, const Path& path);

}  // namespace gateway::ike
