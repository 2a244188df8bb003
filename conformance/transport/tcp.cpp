#include "transport/tcp.h"

#include <netinet/tcp.h>
#include <poll.h>

#include <cerrno>

namespace conformance::transport {

namespace {

using namespace std::chrono_literals;

constexpr auto send_patience = 5s;

int pending_error(int descriptor)
{
    int error = 0;
    socklen_t length = sizeof error;
    ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length);
    return error;
}

}  // namespace

TcpLink::TcpLink(const Endpoint& remote, Duration patience, Pacer& pacer)
    : remote_{remote}, address_{address_of(remote)}, socket_{address_.family(), SOCK_STREAM}, pacer_{pacer}
{
    const int on = 1;
    ::setsockopt(socket_.descriptor(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    pacer_.wait();
    const auto deadline = std::chrono::steady_clock::now() + patience;
    int error = 0;
    if (::connect(socket_.descriptor(), address_.get(), address_.length) != 0) {
        error = errno;
        if (error == EINPROGRESS) {
            error = socket_.wait(POLLOUT, deadline) == 0 ? ETIMEDOUT : pending_error(socket_.descriptor());
        }
    }
    local_ = socket_.local();
    // On loopback a connection to a free port may meet itself, when the kernel chose that port for its own end.
    if (error == 0 && local_ == remote_) { error = ECONNREFUSED; }
    opened_ = error == 0           ? Received::Kind::octets
              : error == ETIMEDOUT ? Received::Kind::silence
                                   : Received::Kind::refused;
}

unsigned TcpLink::send(View octets)
{
    pacer_.wait();
    const auto deadline = std::chrono::steady_clock::now() + send_patience;
    while (!octets.empty()) {
        const auto sent = ::send(socket_.descriptor(), octets.data(), octets.size(), MSG_NOSIGNAL);
        if (sent >= 0) {
            octets = octets.subspan(static_cast<std::size_t>(sent));
            continue;
        }
        // A peer that has closed, or takes nothing for seconds, shows in what is received next.
        if ((errno != EAGAIN && errno != EINTR) || socket_.wait(POLLOUT, deadline) == 0) { break; }
    }
    return 0;
}

Received TcpLink::receive(Duration patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    Received received;
    received.from = remote_;
    for (;;) {
        if (socket_.wait(POLLIN, deadline) == 0) { return received; }
        Octets octets(65'536);
        const auto count = ::recv(socket_.descriptor(), octets.data(), octets.size(), 0);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) { continue; }
        if (count < 0) {
            received.kind = Received::Kind::reset;
        } else if (count == 0) {
            received.kind = Received::Kind::closed;
        } else {
            octets.resize(static_cast<std::size_t>(count));
            received.kind = Received::Kind::octets;
            received.octets = std::move(octets);
        }
        return received;
    }
}

}  // namespace conformance::transport
