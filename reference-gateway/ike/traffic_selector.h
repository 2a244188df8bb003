// Traffic selectors, RFC 7296, Sections 2.9 and 3.13: ranges of addresses and ports, and how a
// responder narrows them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/octets.h"

namespace gateway::ike {

struct TrafficSelector {
    std::uint8_t protocol = 0;  // of IP; 0: any
    std::uint16_t first_port = 0, last_port = 65535;
    Octets first, last;  // 4 octets or 16, both inclusive

    friend bool operator==(const TrafficSelector&, const TrafficSelector&) = default;
};
using TrafficSelectors = std::vector<TrafficSelector>;

// Of an unknown type: left out. Nothing when lengths or counts do not add up.
[[nodiscard]] std::optional<TrafficSelectors> parse_traffic_selectors(View body);
void write_traffic_selectors(Writer& out, const TrafficSelectors& selectors);

// OPAQUE stands for packets whose port cannot be known, or must not: RFC 4301, Section 4.4.1.1.
[[nodiscard]] bool is_any_port(const TrafficSelector& selector) noexcept;
[[nodiscard]] bool is_opaque_port(const TrafficSelector& selector) noexcept;

// All addresses of one network, any protocol.
[[nodiscard]] TrafficSelector selector_of(View address, unsigned prefix_length);

// What both have in common, in the order of `offered`.
[[nodiscard]] TrafficSelectors narrowed(const TrafficSelectors& offered,
                                        const TrafficSelectors& served);
// Leaves those of an IP version that both ends have: nothing passes from one version to the other.
void keep_common_families(TrafficSelectors& one, TrafficSelectors& other);

}  // namespace gateway::ike
