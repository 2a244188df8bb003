// ESP that no UDP carries: IP protocol 50, by a raw socket (raw(7)), which takes CAP_NET_RAW.
#pragma once

#include <asio.hpp>
#include <functional>
#include <string>

#include "base/endpoint.h"

namespace gateway::net {

class EspPort {
public:
    // The ports of the path are zero: there are none.
    using OnPacket = std::function<void(const Path&, std::span<std::uint8_t> packet)>;

    // Throws std::system_error where there can be none.
    EspPort(asio::io_context& io, const std::string& address, OnPacket on_packet);

    void start();
    // Between the addresses of the path.
    void send(const Path& path, View packet);

private:
    void wait();
    bool receive_one();

    asio::posix::stream_descriptor socket_;
    bool is_v4_;
    OnPacket on_packet_;
    Octets buffer_;
};

}  // namespace gateway::net
