// Which tunnel types get their addresses from which part of the pool.
#pragma once

#include <string>
#include <vector>

#include "base/network.h"

namespace gateway::leases {

// Addresses that follow each other.
struct Range {
    Octets first;
    std::uint64_t count = 0;

    friend bool operator==(const Range&, const Range&) = default;
};

struct Share {
    std::vector<std::string> tunnel_types;
    std::vector<Range> ranges;

    friend bool operator==(const Share&, const Share&) = default;
};

// The rules of an edition's [pool].
enum class SplitRule {
    halve,
    sstp25,  // SSTP gets the last 128 addresses of an IPv4 network that has more than 256
};

struct Split {
    std::vector<std::string> between;  // two tunnel types, or none
    SplitRule rule = SplitRule::halve;
};

// One share, or two when both types of `between` are enabled: the lower part for its first type and
// all that it does not name, the upper part for its second. A network's first address and, of IPv4,
// its last are left out.
[[nodiscard]] std::vector<Share> shares_of(const std::vector<Network>& pool,
                                           const std::vector<std::string>& tunnel_types,
                                           const Split& split);

// `address` plus `offset`, which does not leave the network.
[[nodiscard]] Octets address_at(View address, std::uint64_t offset);

}  // namespace gateway::leases
