#include "policy/address_pool.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace gateway::policy {
namespace {

constexpr unsigned longest_ipv4_prefix = 30;
constexpr unsigned shortest_ipv6_prefix = 64;
constexpr unsigned longest_ipv6_prefix = 126;

// What stands behind the prefix is zero.
bool is_whole(const Network& network)
{
    for (std::size_t i = 0; i < network.address.size(); ++i) {
        const std::size_t before = std::min<std::size_t>(i * 8, network.prefix_length);
        const std::size_t of_prefix = std::min<std::size_t>(network.prefix_length - before, 8);
        if ((network.address[i] & (0xffU >> of_prefix)) != 0) return false;
    }
    return true;
}

bool has_room(const Network& network)
{
    return network.address.size() == 4 ? network.prefix_length <= longest_ipv4_prefix
                                       : network.prefix_length >= shortest_ipv6_prefix &&
                                             network.prefix_length <= longest_ipv6_prefix;
}

std::optional<Octets> address_of(const std::string& text)
{
    Octets address(sizeof(in_addr));
    if (inet_pton(AF_INET, text.c_str(), address.data()) == 1) return address;
    address.resize(sizeof(in6_addr));
    if (inet_pton(AF_INET6, text.c_str(), address.data()) == 1) return address;
    return std::nullopt;
}

std::optional<Network> network_of(const std::string& text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) return std::nullopt;
    const auto address = address_of(text.substr(0, slash));
    unsigned bits = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, bits);
    if (!address || error != std::errc{} || stopped != end) return std::nullopt;
    Network network{*address, bits};
    if (!has_room(network) || !is_whole(network)) return std::nullopt;
    return network;
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
        const auto network = network_of(text.value);
        if (!network) {
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
