// An SA that the gateway asks for in the place of another: what it needs once the answer is there.
#pragma once

#include <algorithm>
#include <optional>

#include "base/octets.h"

namespace gateway::ike {

// What the peer has put in the same SA's place, by a request of its own, in the meantime.
struct Rival {
    std::uint64_t spi = 0;
    Octets lowest_nonce;
};

struct OwnRekey {
    std::uint16_t group = 0;  // of its key exchange; 0: none
    Octets private_seed = {};
    Octets nonce = {};
    std::uint64_t spi = 0;  // of the new SA, our half
    bool is_sent = false;
    std::optional<Rival> rival = {};
};

// Octet by octet, and the shorter of two that begin alike: RFC 7296, Section 2.8.1.
[[nodiscard]] inline const Octets& lower(const Octets& one, const Octets& other)
{
    return std::ranges::lexicographical_compare(other, one) ? other : one;
}

}  // namespace gateway::ike
