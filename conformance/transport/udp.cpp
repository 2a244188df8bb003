#include "transport/udp.h"

#include <linux/errqueue.h>
#include <poll.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace conformance::transport {

namespace {

// The address a datagram to `remote` would leave from: NAT detection hashes it.
Address source_towards(const Address& remote)
{
    const Socket probe{remote.family(), SOCK_DGRAM};
    Endpoint source{remote.family() == AF_INET ? "0.0.0.0" : "::", 0};
    if (::connect(probe.descriptor(), remote.get(), remote.length) == 0) {
        source.address = probe.local().address;
    }
    source.port = 0;
    return address_of(source);
}

}  // namespace

UdpLink::UdpLink(const Endpoint& remote, Pacer& pacer)
    : remote_{remote}, address_{address_of(remote)}, socket_{address_.family(), SOCK_DGRAM}, pacer_{pacer}
{
    const auto source = source_towards(address_);
    if (::bind(socket_.descriptor(), source.get(), source.length) != 0) {
        throw std::system_error{errno, std::generic_category(), "bind"};
    }
    const int on = 1;
    ::setsockopt(socket_.descriptor(), address_.family() == AF_INET ? IPPROTO_IP : IPPROTO_IPV6,
                 address_.family() == AF_INET ? IP_RECVERR : IPV6_RECVERR, &on, sizeof on);
}

unsigned UdpLink::send(View octets)
{
    pacer_.wait();
    // An error of an earlier datagram may be reported by this call: it is kept, and the datagram sent.
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto sent = ::sendto(socket_.descriptor(), octets.data(), octets.size(), 0, address_.get(),
                                   address_.length);
        if (sent >= 0) { break; }
        refused_ = take_error() || errno == ENETUNREACH || errno == EHOSTUNREACH;
    }
    return 0;
}

// Empties the error queue; whether there was an ICMP error in it.
bool UdpLink::take_error()
{
    bool found = false;
    for (;;) {
        std::array<std::uint8_t, 2048> payload{};
        alignas(cmsghdr) std::array<std::uint8_t, 512> control{};
        iovec vector{payload.data(), payload.size()};
        msghdr message{};
        message.msg_iov = &vector;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        if (::recvmsg(socket_.descriptor(), &message, MSG_ERRQUEUE) < 0) { return found; }
        found = true;
    }
}

Received UdpLink::receive(Duration patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    Received received;
    for (;;) {
        if (std::exchange(refused_, false)) {
            received.kind = Received::Kind::refused;
            return received;
        }
        const auto events = socket_.wait(POLLIN, deadline);
        if (events == 0) { return received; }
        if ((events & POLLERR) != 0 && take_error()) { refused_ = true; }
        if ((events & POLLIN) == 0) { continue; }
        Octets octets(65'535);
        sockaddr_storage from{};
        socklen_t length = sizeof from;
        const auto count = ::recvfrom(socket_.descriptor(), octets.data(), octets.size(), 0,
                                      static_cast<sockaddr*>(static_cast<void*>(&from)), &length);
        if (count < 0) { continue; }
        octets.resize(static_cast<std::size_t>(count));
        received.kind = Received::Kind::octets;
        received.octets = std::move(octets);
        received.from = endpoint_of(from);
        return received;
    }
}

}  // namespace conformance::transport
