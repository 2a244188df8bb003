// What a packet off the wire carries: UDP or TCP over IPv4 or IPv6, behind the link headers of libpcap.
#pragma once

#include <cstdint>
#include <optional>

#include "core/link.h"

namespace conformance::evidence {

struct SeenPacket {
    Transport transport = Transport::udp;
    Endpoint from, to;
    std::uint32_t sequence = 0;  // of TCP
    bool opens = false;          // a SYN
    View payload;                // into the packet
};

// `link_type` is a DLT_ number of libpcap. Nothing when the packet is not whole, a fragment of one, or something else.
[[nodiscard]] std::optional<SeenPacket> dissect(View packet, int link_type);

}  // namespace conformance::evidence
