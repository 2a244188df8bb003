// Where a datagram came from and where it was sent to; a reply takes the same path back.
#pragma once

#include <string>

#include "base/octets.h"

namespace gateway {

struct Endpoint {
    Octets address;  // 4 octets of IPv4 or 16 of IPv6
    std::uint16_t port = 0;

    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

struct Path {
    Endpoint local;
    Endpoint peer;

    friend bool operator==(const Path&, const Path&) = default;
};

[[nodiscard]] std::string to_text(const Endpoint& endpoint);

}  // namespace gateway
