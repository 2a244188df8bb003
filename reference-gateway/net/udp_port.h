// One UDP socket. Replies leave from the address that was asked, also where the socket is bound to
// every address.
#pragma once

#include <asio.hpp>
#include <functional>
#include <string>

#include "net/datagram_train.h"

namespace gateway::net {

class UdpPort {
public:
    // The octets may be spoilt.
    using OnDatagram = std::function<void(const Path&, std::span<std::uint8_t>)>;

    // Throws std::runtime_error where the port cannot be had.
    UdpPort(asio::io_context& io, const std::string& address, std::uint16_t port,
            OnDatagram on_datagram);

    void start();
    void send(const Path& path, View octets);
    // Before anything else is awaited, together with others of this size on the same way.
    void send_soon(const Path& path, View octets);
    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    void wait();
    bool receive_one();

    asio::ip::udp::socket socket_;
    std::uint16_t port_;
    OnDatagram on_datagram_;
    Octets buffer_;
    DatagramTrain train_;
};

}  // namespace gateway::net
