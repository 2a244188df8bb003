// One TCP connection: carries octets to a StreamCore and performs its actions.
#pragma once

#include <asio.hpp>
#include <deque>
#include <functional>
#include <memory>

#include "base/stream.h"
#include "net/clock.h"

namespace gateway::net {

// Shared by its own pending operations: Asio calls them after the listener has let go.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(asio::ip::tcp::socket socket, std::unique_ptr<StreamCore> core, const Clock& clock,
               EventSink events, std::function<void()> on_closed);

    void start();
    void close();

private:
    void perform(StreamActions actions);
    void read();
    void write();
    void schedule(Instant wake);

    asio::ip::tcp::socket socket_;
    asio::steady_timer timer_;
    std::unique_ptr<StreamCore> core_;
    const Clock& clock_;
    EventSink events_;
    std::function<void()> on_closed_;
    Octets incoming_;
    std::deque<Octets> outgoing_;
    std::size_t outgoing_size_ = 0;
    bool close_after_sending_ = false;
    bool peer_ended_ = false;
    bool closed_ = false;
};

}  // namespace gateway::net
