#include "base/network.h"

#include <algorithm>

namespace gateway {

Family family_of(View address) noexcept
{
    constexpr std::size_t ipv4_size = 4;
    return address.size() == ipv4_size ? Family::ipv4 : Family::ipv6;
}

bool contains(const Network& network, View address) noexcept
{
    if (address.size() != network.address.size()) return false;
    for (std::size_t i = 0; i < address.size() && i * 8 < network.prefix_length; ++i) {
        const std::size_t rest = std::min<std::size_t>(network.prefix_length - i * 8, 8);
        const unsigned mask = 0xff00U >> rest & 0xffU;
        if (((address[i] ^ network.address[i]) & mask) != 0) return false;
    }
    return true;
}

}  // namespace gateway
