// One listening TCP port, with a bound on how many connections it holds, in all and per address.
#pragma once

#include <asio.hpp>
#include <map>
#include <string>

#include "base/stream.h"
#include "net/clock.h"

namespace gateway::net {

class TcpPort {
public:
    // Throws std::runtime_error where the port cannot be had.
    TcpPort(asio::io_context& io, const std::string& address, std::uint16_t port,
            StreamCoreFactory factory, const Clock& clock, EventSink events);

    void start();
    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

private:
    void accept();
    void serve(asio::ip::tcp::socket socket);

    asio::ip::tcp::acceptor acceptor_;
    asio::steady_timer pause_;
    std::uint16_t port_;
    StreamCoreFactory factory_;
    const Clock& clock_;
    EventSink events_;
    std::size_t open_ = 0;
    std::map<std::string, std::size_t> open_from_;
};

}  // namespace gateway::net
