#include "transport/ipv4_network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

namespace conformance::transport {

namespace {

constexpr unsigned bits = 32;

}  // namespace

std::string to_string(const Ipv4Network& network)
{
    const in_addr address{htonl(network.address)};
    std::array<char, INET_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET, &address, text.data(), text.size());
    return std::string{text.data()} + "/" + std::to_string(network.prefix);
}

std::optional<Ipv4Network> network_of(const std::string& text)
{
    const auto slash = text.find('/');
    in_addr address{};
    if (::inet_pton(AF_INET, text.substr(0, slash).c_str(), &address) != 1) {
        return std::nullopt;
    }
    Ipv4Network network{ntohl(address.s_addr), bits};
    if (slash != std::string::npos) {
        const auto* end = text.data() + text.size();
        const auto read = std::from_chars(text.data() + slash + 1, end, network.prefix);
        if (read.ec != std::errc{} || read.ptr != end || network.prefix > bits) {
            return std::nullopt;
        }
    }
    const bool has_host_bits = network.prefix < bits && (network.address << network.prefix) != 0;
    return has_host_bits ? std::nullopt : std::optional{network};
}

std::vector<Ipv4Network> networks_of_range(std::uint32_t first, std::uint32_t last)
{
    std::vector<Ipv4Network> networks;
    std::uint64_t at = first;
    while (at <= last) {
        const auto aligned = at == 0 ? bits : static_cast<unsigned>(std::countr_zero(at));
        const auto fits = static_cast<unsigned>(std::bit_width(last - at + 1)) - 1;
        const auto size = std::min(aligned, fits);
        networks.push_back({static_cast<std::uint32_t>(at), bits - size});
        at += std::uint64_t{1} << size;
    }
    return networks;
}

}  // namespace conformance::transport
