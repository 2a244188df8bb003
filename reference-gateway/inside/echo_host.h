// The network behind the gateway, as far as tests of a tunnel need one: a host that answers pings
// (RFC 792, RFC 4443) and echoes what is sent to UDP and TCP port 7 (RFC 862), at every address of
// its networks. It has no socket and asks for no privilege.
//
// It never speaks first: what it sends goes to whoever sent to it. Fragments are not put together.
#pragma once

#include <vector>

#include "base/network.h"
#include "inside/tcp_echo.h"

namespace gateway::inside {

struct EchoHostSettings {
    std::vector<Network> networks;  // at whose addresses it answers
    std::uint16_t mtu =
        1400;  // of packets that TCP makes; other answers are as long as the question
    TcpEchoLimits tcp;
};

struct Actions {
    std::vector<Octets> send;     // IP packets, each to its own destination address
    std::optional<Instant> wake;  // when on_wake() wants to be called; nothing: not at all
};

class EchoHost {
public:
    EchoHost(EchoHostSettings settings, Random& random);

    // A packet that came out of a tunnel.
    [[nodiscard]] Actions on_packet(View packet, Instant now);
    [[nodiscard]] Actions on_wake(Instant now);

private:
    [[nodiscard]] bool answers_at(View address) const noexcept;

    EchoHostSettings settings_;
    TcpEcho tcp_;
};

}  // namespace gateway::inside
