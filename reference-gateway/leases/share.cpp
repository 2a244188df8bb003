#include "leases/share.h"

#include <algorithm>

namespace gateway::leases {
namespace {

constexpr std::size_t ipv4_size = 4;
constexpr std::uint64_t sstp25_size = 128;

// An IPv6 network has more addresses than anybody leases, and each that was leased once is
// remembered.
constexpr std::uint64_t most_of_ipv6 = 65536;

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::ranges::find(names, name) != names.end();
}

// Half of its addresses, so that a whole /64 can be told.
std::uint64_t half_of(const Network& network)
{
    const std::size_t bits = network.address.size() * 8 - network.prefix_length;
    return std::uint64_t{1} << (std::min<std::size_t>(bits, 64) - 1);
}

Range between(const Network& network, std::uint64_t from, std::uint64_t until)
{
    const bool ipv4 = network.address.size() == ipv4_size;
    const std::uint64_t count = until - from;
    return {address_at(network.address, from), ipv4 ? count : std::min(count, most_of_ipv6)};
}

struct Cut {
    std::uint64_t begin;   // the first that is leased
    std::uint64_t middle;  // the first of the upper part
    std::uint64_t end;     // behind the last that is leased
};

Cut cut_of(const Network& network, SplitRule rule)
{
    const bool ipv4 = network.address.size() == ipv4_size;
    const std::uint64_t half = half_of(network);
    const std::uint64_t last = half - 1 + half;
    const bool small = !ipv4 || half <= sstp25_size;
    const std::uint64_t middle = rule == SplitRule::halve || small ? half : last + 1 - sstp25_size;
    return {1, middle, ipv4 ? last : std::min(last, middle + most_of_ipv6) + 1};
}

}  // namespace

Octets address_at(View address, std::uint64_t offset)
{
    Octets sum = copy_of(address);
    std::uint64_t carried = offset;
    for (std::size_t i = sum.size(); i-- > 0 && carried != 0;) {
        carried += sum[i];
        sum[i] = static_cast<std::uint8_t>(carried);
        carried >>= 8U;
    }
    return sum;
}

std::vector<Share> shares_of(const std::vector<Network>& pool,
                             const std::vector<std::string>& tunnel_types, const Split& split)
{
    const bool in_two = split.between.size() == 2 && contains(tunnel_types, split.between[0]) &&
                        contains(tunnel_types, split.between[1]);
    Share lower{tunnel_types, {}};
    Share upper;
    if (in_two) {
        std::erase(lower.tunnel_types, split.between[1]);
        upper.tunnel_types = {split.between[1]};
    }
    for (const Network& network : pool) {
        const Cut cut = cut_of(network, split.rule);
        if (in_two) {
            lower.ranges.push_back(between(network, cut.begin, cut.middle));
            upper.ranges.push_back(between(network, cut.middle, cut.end));
        } else {
            lower.ranges.push_back(between(network, cut.begin, cut.end));
        }
    }
    if (!in_two) return {std::move(lower)};
    return {std::move(lower), std::move(upper)};
}

}  // namespace gateway::leases
