#include "net/udp_port.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "net/packet_info.h"

namespace gateway::net {
namespace {

constexpr std::size_t largest_datagram = 65535;
constexpr int datagrams_per_turn = 64;

void enable_packet_info(asio::ip::udp::socket& socket, bool is_v4)
{
    const int on = 1;
    const int level = is_v4 ? IPPROTO_IP : IPPROTO_IPV6;
    const int option = is_v4 ? IP_PKTINFO : IPV6_RECVPKTINFO;
    if (setsockopt(socket.native_handle(), level, option, &on, sizeof on) != 0) {
        throw std::system_error(errno, std::generic_category(), "packet information");
    }
}

}  // namespace

UdpPort::UdpPort(asio::io_context& io, const std::string& address, std::uint16_t port,
                 OnDatagram on_datagram)
    : socket_(io), port_(port), on_datagram_(std::move(on_datagram)), buffer_(largest_datagram)
{
    const asio::ip::udp::endpoint endpoint{asio::ip::make_address(address), port};
    try {
        socket_.open(endpoint.protocol());
        if (endpoint.address().is_v6()) socket_.set_option(asio::ip::v6_only(true));
        enable_packet_info(socket_, endpoint.address().is_v4());
        socket_.non_blocking(true);
        socket_.bind(endpoint);
    } catch (const std::system_error& error) {
        throw std::runtime_error("UDP port " + std::to_string(port) + " of " + address +
                                 " cannot be had: " + error.code().message());
    }
}

void UdpPort::start()
{
    wait();
}

void UdpPort::wait()
{
    socket_.async_wait(asio::ip::udp::socket::wait_read, [this](const std::error_code& error) {
        if (error) return;
        for (int i = 0; i < datagrams_per_turn && receive_one(); ++i) {
        }
        wait();
    });
}

bool UdpPort::receive_one()
{
    const auto received = receive_with_path(socket_.native_handle(), port_, buffer_);
    if (!received) return false;
    on_datagram_(received->path, std::span{buffer_}.first(received->size));
    return true;
}

void UdpPort::send_soon(const Path& path, View octets)
{
    if (train_.is_empty()) {
        asio::post(socket_.get_executor(), [this] { train_.depart(socket_.native_handle()); });
    }
    if (train_.couple(path, octets)) return;
    train_.depart(socket_.native_handle());
    static_cast<void>(train_.couple(path, octets));
}

// What was to be sent before it is, lest an ESP packet come behind the end of its SA.
void UdpPort::send(const Path& path, View octets)
{
    train_.depart(socket_.native_handle());
    send_along_path(socket_.native_handle(), path, octets);
}

}  // namespace gateway::net
