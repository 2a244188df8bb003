// What lies behind the gateway: the packets that clients sent go in, those for clients come out.
#pragma once

#include <asio.hpp>
#include <functional>
#include <memory>

#include "inside/echo_host.h"
#include "net/clock.h"
#include "policy/inside.h"

namespace gateway::net {

class Inside {
public:
    virtual ~Inside() = default;
    // An IP packet out of a tunnel.
    virtual void on_packet(View packet) = 0;
};

// Is called with each IP packet for a client.
using ToClient = std::function<void(View packet)>;

[[nodiscard]] std::unique_ptr<Inside> echo_inside(asio::io_context& io,
                                                  inside::EchoHostSettings settings, Random& random,
                                                  const Clock& clock, ToClient to_client);

// A TUN device and routes of `pool` to it: what is reached through it is the kernel's affair. Throws
// std::runtime_error where the device or a route cannot be had.
[[nodiscard]] std::unique_ptr<Inside> tun_inside(asio::io_context& io,
                                                 const policy::Inside& settings,
                                                 const std::vector<Network>& pool,
                                                 ToClient to_client);

}  // namespace gateway::net
