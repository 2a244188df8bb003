#include "base/endpoint.h"

#include <arpa/inet.h>

#include <array>

namespace gateway {

std::string to_text(const Endpoint& endpoint)
{
    const bool is_v4 = endpoint.address.size() == 4;
    std::array<char, INET6_ADDRSTRLEN> text{};
    if ((!is_v4 && endpoint.address.size() != 16) ||
        inet_ntop(is_v4 ? AF_INET : AF_INET6, endpoint.address.data(), text.data(), text.size()) ==
            nullptr) {
        return "?";
    }
    const std::string address = is_v4 ? text.data() : "[" + std::string(text.data()) + "]";
    return address + ":" + std::to_string(endpoint.port);
}

}  // namespace gateway
