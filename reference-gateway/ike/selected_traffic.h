// Whether an IP packet is traffic that a Child SA may carry: RFC 4301, Section 5.2, step 5.
#pragma once

#include <optional>

#include "ike/traffic_selector.h"

namespace gateway::ike {

// What selectors ask of a packet; of a fragment that is not the first the ports are not known. Type
// and code of ICMP are a port of the sender's: RFC 4301, Section 4.4.1.1.
struct Flow {
    View source, destination;
    std::uint8_t protocol = 0;
    std::optional<std::uint16_t> source_port, destination_port;
};

// Nothing where this is no IP packet.
[[nodiscard]] std::optional<Flow> flow_of(View packet) noexcept;

// Unknown ports are those of a selector for all ports, or for such alone (OPAQUE).
[[nodiscard]] bool holds(const TrafficSelectors& selectors, View address, std::uint8_t protocol,
                         std::optional<std::uint16_t> port) noexcept;

// The selectors of an end that sends say what types of ICMP it may send, and nothing of those that it
// may receive: RFC 4301, Section 4.4.1.3.
[[nodiscard]] bool may_come_from(const TrafficSelectors& selectors, const Flow& flow) noexcept;
[[nodiscard]] bool may_go_to(const TrafficSelectors& selectors, const Flow& flow) noexcept;

}  // namespace gateway::ike
