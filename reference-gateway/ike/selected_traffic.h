// Whether an IP packet is traffic that a Child SA may carry: RFC 4301, Section 5.2, step 5.
#pragma once

#include <optional>

#include "ike/traffic_selector.h"

namespace gateway::ike {

// What selectors ask of a packet; of a fragment that is not the first the ports are not known.
struct Flow {
    View source, destination;
    std::uint8_t protocol = 0;
    std::optional<std::uint16_t> source_port, destination_port;
};

// Nothing where this is no IP packet.
[[nodiscard]] std::optional<Flow> flow_of(View packet) noexcept;

// Unknown ports are those of a selector for all ports alone.
[[nodiscard]] bool holds(const TrafficSelectors& selectors, View address, std::uint8_t protocol,
                         std::optional<std::uint16_t> port) noexcept;

}  // namespace gateway::ike
