// A ping through a Child SA, and what answers it.
#pragma once

#include <optional>

#include "peers/esp/traffic.h"
#include "wire/ip/ipv4.h"

namespace conformance::probes::esp {

// One of our pings, in a packet that is not sealed yet.
struct Ping {
    peers::esp::Draft draft;
    wire::ip::Echo echo;
};

struct Way {
    wire::ip::Address source, destination;
};

// The next packet of this SA.
[[nodiscard]] Ping ping_through(peers::esp::Traffic& traffic, const Way& way, wire::ip::Echo echo);
[[nodiscard]] bool is_answer(const peers::esp::Arrival& arrival, const Ping& ping);

// The IPv4 address that the gateway gave us.
[[nodiscard]] std::optional<wire::ip::Address> address_given(const peers::ike::Tunnel& tunnel);
// The host that the target file names. Throws Unmet where it names none.
[[nodiscard]] wire::ip::Address host_of(const Target& target);

// An address that the client does not have, as behind a NAT, so that ESP travels in UDP: the digest
// fits nothing.
void pretend_translation(wire::ike::Message& request, Random& random);

}  // namespace conformance::probes::esp
