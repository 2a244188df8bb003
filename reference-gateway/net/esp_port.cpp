#include "net/esp_port.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "net/packet_info.h"

namespace gateway::net {
namespace {

constexpr std::size_t largest_packet = 65535;
constexpr int packets_per_turn = 64;

asio::ip::basic_endpoint<asio::ip::udp> place_of(const asio::ip::address& address)
{
    return {address, 0};
}

void set_option(int socket, int level, int option)
{
    const int on = 1;
    if (setsockopt(socket, level, option, &on, sizeof on) != 0) {
        throw std::system_error(errno, std::generic_category());
    }
}

// Where the socket is bound to every address, it tells which one was written to.
int bound_socket(const asio::ip::address& address)
{
    const int family = address.is_v4() ? AF_INET : AF_INET6;
    const int socket =
        ::socket(family, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_ESP);
    if (socket < 0) throw std::system_error(errno, std::generic_category());
    try {
        if (address.is_v4()) {
            set_option(socket, IPPROTO_IP, IP_PKTINFO);
        } else {
            set_option(socket, IPPROTO_IPV6, IPV6_V6ONLY);
            set_option(socket, IPPROTO_IPV6, IPV6_RECVPKTINFO);
        }
        const auto place = place_of(address);
        if (bind(socket, place.data(), static_cast<socklen_t>(place.size())) != 0) {
            throw std::system_error(errno, std::generic_category());
        }
    } catch (const std::system_error&) {
        close(socket);
        throw;
    }
    return socket;
}

// Of IPv4 a raw socket hands over the header too.
std::size_t header_size(View packet)
{
    return packet.empty() ? 0 : (packet.front() & 0x0fU) * std::size_t{4};
}

}  // namespace

EspPort::EspPort(asio::io_context& io, const std::string& address, OnPacket on_packet)
    : socket_(io, bound_socket(asio::ip::make_address(address))),
      is_v4_(asio::ip::make_address(address).is_v4()),
      on_packet_(std::move(on_packet)),
      buffer_(largest_packet)
{
}

void EspPort::start()
{
    wait();
}

void EspPort::wait()
{
    socket_.async_wait(asio::posix::descriptor_base::wait_read,
                       [this](const std::error_code& error) {
                           if (error) return;
                           for (int i = 0; i < packets_per_turn && receive_one(); ++i) {
                           }
                           wait();
                       });
}

bool EspPort::receive_one()
{
    const auto received = receive_with_path(socket_.native_handle(), 0, buffer_);
    if (!received) return false;
    const auto packet = std::span{buffer_}.first(received->size);
    const std::size_t header = is_v4_ ? header_size(packet) : 0;
    if (header <= packet.size()) {
        Path path = received->path;
        path.peer.port = 0;
        on_packet_(path, packet.subspan(header));
    }
    return true;
}

void EspPort::send(const Path& path, View packet)
{
    Path bare = path;
    bare.local.port = bare.peer.port = 0;
    send_along_path(socket_.native_handle(), bare, packet);
}

}  // namespace gateway::net
