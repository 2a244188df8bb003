#include "policy/address_pool.h"

#include <arpa/inet.h>

#include <charconv>

namespace gateway::policy {
namespace {

bool is_network(const std::string& text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) return false;
    in_addr address{};
    unsigned bits = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, bits);
    if (error != std::errc{} || stopped != end || bits > 30 ||
        inet_pton(AF_INET, text.substr(0, slash).c_str(), &address) != 1) {
        return false;
    }
    const std::uint32_t host_part = bits == 0 ? 0xffffffffU : 0xffffffffU >> bits;
    return (ntohl(address.s_addr) & host_part) == 0;
}

}  // namespace

void check_address_pool(TomlTable& top)
{
    const std::optional<Text> pool = top.optional_text("address_pool");
    if (pool && !is_network(pool->value)) {
        top.refuse(pool->line, "'address_pool' to be an IPv4 network such as 172.16.201.0/24");
    }
}

}  // namespace gateway::policy
