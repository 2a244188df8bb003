#include "net/tcp_port.h"

#include "net/connection.h"

namespace gateway::net {
namespace {

constexpr std::size_t most_connections = 2048;
constexpr std::size_t most_per_address = 512;
constexpr auto pause_without_descriptors = std::chrono::milliseconds{100};

}  // namespace

TcpPort::TcpPort(asio::io_context& io, const std::string& address, std::uint16_t port,
                 StreamCoreFactory factory, const Clock& clock, EventSink events)
    : acceptor_(io),
      pause_(io),
      port_(port),
      factory_(std::move(factory)),
      clock_(clock),
      events_(std::move(events))
{
    const asio::ip::tcp::endpoint endpoint{asio::ip::make_address(address), port};
    try {
        acceptor_.open(endpoint.protocol());
        acceptor_.set_option(asio::ip::tcp::acceptor::reuse_address(true));
        if (endpoint.address().is_v6()) acceptor_.set_option(asio::ip::v6_only(true));
        acceptor_.bind(endpoint);
        acceptor_.listen();
    } catch (const std::system_error& error) {
        throw std::runtime_error("TCP port " + std::to_string(port) + " of " + address +
                                 " cannot be had: " + error.code().message());
    }
}

void TcpPort::start()
{
    accept();
}

void TcpPort::accept()
{
    acceptor_.async_accept([this](const std::error_code& error, asio::ip::tcp::socket socket) {
        if (error == asio::error::operation_aborted) return;
        if (!error) {
            serve(std::move(socket));
            return accept();
        }
        pause_.expires_after(pause_without_descriptors);
        pause_.async_wait([this](const std::error_code& aborted) {
            if (!aborted) accept();
        });
    });
}

void TcpPort::serve(asio::ip::tcp::socket socket)
{
    std::error_code gone;
    const auto remote = socket.remote_endpoint(gone);
    if (gone) return;
    const Peer peer{remote.address().to_string(), remote.port()};
    if (open_ >= most_connections || open_from_[peer.address] >= most_per_address) {
        events_({"tcp", {{"peer", peer.address}, {"outcome", "dropped"}, {"reason", "budget"}}});
        return;
    }
    ++open_;
    ++open_from_[peer.address];
    socket.set_option(asio::ip::tcp::no_delay(true), gone);
    std::make_shared<Connection>(std::move(socket), factory_(peer), clock_, events_,
                                 [this, address = peer.address] {
                                     --open_;
                                     if (--open_from_[address] == 0) open_from_.erase(address);
                                 })
        ->start();
}

}  // namespace gateway::net
