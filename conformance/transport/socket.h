// A socket that closes itself, and addresses between numbers and text.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <utility>

#include "core/link.h"

namespace conformance::transport {

class Socket {
   public:
    Socket(int family, int type);  // non-blocking; throws std::system_error
    Socket(Socket&& other) noexcept : descriptor_{std::exchange(other.descriptor_, -1)} {}
    Socket& operator=(Socket&&) = delete;
    ~Socket();

    [[nodiscard]] int descriptor() const { return descriptor_; }
    // Waits for `events` of poll; the events that came, 0 when the time is over.
    [[nodiscard]] short wait(short events, std::chrono::steady_clock::time_point deadline) const;
    [[nodiscard]] Endpoint local() const;

   private:
    int descriptor_;
};

struct Address {
    sockaddr_storage storage{};
    socklen_t length = 0;

    [[nodiscard]] const sockaddr* get() const;
    [[nodiscard]] int family() const { return storage.ss_family; }
};

[[nodiscard]] Address address_of(const Endpoint& endpoint);  // throws std::runtime_error
[[nodiscard]] Endpoint endpoint_of(const sockaddr_storage& storage);

}  // namespace conformance::transport
