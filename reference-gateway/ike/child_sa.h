// A Child SA as the data plane needs it.
#pragma once

#include <cstdint>
#include <vector>

#include "base/endpoint.h"
#include "esp/suite.h"
#include "ike/traffic_selector.h"

namespace gateway::ike {

struct ChildSa {
    std::uint32_t inbound_spi = 0;   // of what the peer sends
    std::uint32_t outbound_spi = 0;  // of what the gateway sends
    esp::Suite suite;
    esp::SaKeys inbound_keys, outbound_keys;
    Path path;
    bool in_udp = false;  // on the port that IKE and ESP share: RFC 3948
    // The client's side, and what lies behind the gateway.
    TrafficSelectors remote, local;
};

}  // namespace gateway::ike
