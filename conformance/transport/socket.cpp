#include "transport/socket.h"

#include <arpa/inet.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace conformance::transport {

Socket::Socket(int family, int type) : descriptor_{::socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)}
{
    if (descriptor_ < 0) { throw std::system_error{errno, std::generic_category(), "socket"}; }
}

Socket::~Socket()
{
    if (descriptor_ >= 0) { ::close(descriptor_); }
}

short Socket::wait(short events, std::chrono::steady_clock::time_point deadline) const
{
    using namespace std::chrono;
    for (;;) {
        const auto left = ceil<milliseconds>(deadline - steady_clock::now());
        pollfd descriptor{descriptor_, events, 0};
        const int ready = ::poll(&descriptor, 1, static_cast<int>(std::max<long>(left.count(), 0)));
        if (ready > 0) { return descriptor.revents; }
        if (ready == 0 && left.count() <= 0) { return 0; }
        if (ready < 0 && errno != EINTR) { throw std::system_error{errno, std::generic_category(), "poll"}; }
    }
}

Endpoint Socket::local() const
{
    Address address;
    address.length = sizeof address.storage;
    ::getsockname(descriptor_, static_cast<sockaddr*>(static_cast<void*>(&address.storage)), &address.length);
    return endpoint_of(address.storage);
}

const sockaddr* Address::get() const { return static_cast<const sockaddr*>(static_cast<const void*>(&storage)); }

Address address_of(const Endpoint& endpoint)
{
    Address address;
    sockaddr_in v4{};
    if (::inet_pton(AF_INET, endpoint.address.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(endpoint.port);
        std::memcpy(&address.storage, &v4, sizeof v4);
        address.length = sizeof v4;
        return address;
    }
    sockaddr_in6 v6{};
    if (::inet_pton(AF_INET6, endpoint.address.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(endpoint.port);
        std::memcpy(&address.storage, &v6, sizeof v6);
        address.length = sizeof v6;
        return address;
    }
    throw std::runtime_error{"'" + endpoint.address + "' is not a numeric address"};
}

Endpoint endpoint_of(const sockaddr_storage& storage)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (storage.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &storage, sizeof v4);
        ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
        return {text.data(), ntohs(v4.sin_port)};
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &storage, sizeof v6);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    return {text.data(), ntohs(v6.sin6_port)};
}

}  // namespace conformance::transport
