// A network of IPv4 or IPv6: the addresses that begin alike.
#pragma once

#include "base/octets.h"

namespace gateway {

enum class Family : std::uint8_t { ipv4, ipv6 };

struct Network {
    Octets address;  // 4 octets of IPv4 or 16 of IPv6; zero behind the prefix
    unsigned prefix_length = 0;

    friend bool operator==(const Network&, const Network&) = default;
};

[[nodiscard]] Family family_of(View address) noexcept;
// False for an address of the other family.
[[nodiscard]] bool contains(const Network& network, View address) noexcept;

}  // namespace gateway
