#include "policy/network.h"

#include <arpa/inet.h>

#include <charconv>

namespace gateway::policy {

std::optional<Octets> parse_address(const std::string& text)
{
    const bool is_ipv6 = text.find(':') != std::string::npos;
    Octets address(is_ipv6 ? sizeof(in6_addr) : sizeof(in_addr));
    if (inet_pton(is_ipv6 ? AF_INET6 : AF_INET, text.c_str(), address.data()) != 1) {
        return std::nullopt;
    }
    return address;
}

std::optional<Network> parse_network(const std::string& text)
{
    const std::size_t slash = text.find('/');
    const auto address = parse_address(text.substr(0, slash));
    if (slash == std::string::npos || !address) return std::nullopt;
    Network network{*address, 0};
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, network.prefix_length);
    if (error != std::errc{} || stopped != end || network.prefix_length > address->size() * 8) {
        return std::nullopt;
    }
    for (std::size_t bit = network.prefix_length; bit < address->size() * 8; ++bit) {
        if (((*address)[bit / 8] & (0x80U >> (bit % 8))) != 0) return std::nullopt;
    }
    return network;
}

}  // namespace gateway::policy
