// The Configuration payload, RFC 7296, Section 3.15: a client asks for addresses, the gateway
// replies.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/octets.h"

namespace gateway::ike {

enum class Attribute : std::uint16_t {
    internal_ip4_address = 1,
    internal_ip4_netmask = 2,
    internal_ip4_dns = 3,
    internal_ip6_address = 8,
    internal_ip6_dns = 10,
};

struct ConfigurationAttribute {
    std::uint16_t type = 0;
    Octets value;
};
using ConfigurationAttributes = std::vector<ConfigurationAttribute>;

// Of a CFG_REQUEST; nothing when it is another, or its lengths do not add up.
[[nodiscard]] std::optional<ConfigurationAttributes> parse_configuration_request(View body);
// As a CFG_REPLY.
void write_configuration_reply(Writer& out, const ConfigurationAttributes& attributes);

// Of IPv6 with a prefix length behind it: Section 3.15.1.
[[nodiscard]] ConfigurationAttribute address_attribute(View address);

[[nodiscard]] bool asks_for(const ConfigurationAttributes& attributes, Attribute type);

}  // namespace gateway::ike
