// A Child SA as the data plane needs it.
#pragma once

#include <cstdint>
#include <vector>

#include "base/endpoint.h"
#include "base/instant.h"
#include "esp/suite.h"
#include "ike/nat_detection.h"
#include "ike/traffic_selector.h"

namespace gateway::ike {

struct ChildSa {
    std::uint32_t inbound_spi = 0;   // of what the peer sends
    std::uint32_t outbound_spi = 0;  // of what the gateway sends
    esp::Suite suite;
    esp::SaKeys inbound_keys, outbound_keys;
    Path path;
    Nat nat;  // between the two, where there is any, ESP is in UDP: RFC 7296, Section 2.23
    bool is_plain = false;       // what is sent: not in UDP
    bool on_nat_t_port = false;  // the path is one of the port that IKE and ESP share: RFC 3948
    bool receives_only = false;
    // The client's side, and what lies behind the gateway.
    TrafficSelectors remote, local;
};

// What the data plane can tell of it.
struct ChildUse {
    Instant heard{};  // the last authentic packet; zero: none yet
    Path path;        // where that came from
    bool needs_rekey = false;  // sequence numbers run out
};

}  // namespace gateway::ike
