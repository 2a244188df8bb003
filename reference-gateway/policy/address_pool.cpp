#include "policy/address_pool.h"

#include <algorithm>

#include "policy/network.h"

namespace gateway::policy {
namespace {

constexpr unsigned longest_ipv4_prefix = 30;
constexpr unsigned shortest_ipv6_prefix = 64;
constexpr unsigned longest_ipv6_prefix = 126;

bool has_room(const Network& network)
{
    return network.address.size() == 4 ? network.prefix_length <= longest_ipv4_prefix
                                       : network.prefix_length >= shortest_ipv6_prefix &&
                                             network.prefix_length <= longest_ipv6_prefix;
}

bool overlap(const Network& a, const Network& b)
{
    return contains(a, b.address) || contains(b, a.address);
}

}  // namespace

std::vector<Network> read_address_pool(TomlTable& top)
{
    constexpr auto key = "address_pool";
    if (!top.has(key)) return {};
    const auto texts = top.is_list(key) ? top.texts(key) : std::vector{top.text(key)};
    if (texts.empty()) top.refuse(top.line_of(key), "'address_pool' to hold a network");
    std::vector<Network> pool;
    for (const Text& text : texts) {
        const auto network = parse_network(text.value);
        if (!network || !has_room(*network)) {
            top.refuse(
                text.line,
                "'address_pool' to be a network such as 172.16.201.0/24 or fd00:1::/64, or a "
                "list of them");
        }
        if (std::ranges::any_of(pool, [&](const auto& each) { return overlap(each, *network); })) {
            top.refuse(text.line, "the networks of 'address_pool' not to overlap");
        }
        pool.push_back(*network);
    }
    return pool;
}

}  // namespace gateway::policy
