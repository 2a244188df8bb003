#include "ike/configuration_payload.h"

#include <algorithm>
#include <utility>

#include "base/network.h"

namespace gateway::ike {
namespace {

constexpr std::uint8_t cfg_request = 1;
constexpr std::uint8_t cfg_reply = 2;
constexpr std::uint16_t reserved_bit = 0x8000;

}  // namespace

std::optional<ConfigurationAttributes> parse_configuration_request(View body)
{
    Cursor in{body};
    const std::uint8_t kind = in.u8();
    in.skip(3);
    ConfigurationAttributes attributes;
    while (in.ok() && in.remaining() > 0) {
        ConfigurationAttribute attribute;
        attribute.type = static_cast<std::uint16_t>(in.u16() & ~reserved_bit);
        attribute.value = copy_of(in.take(in.u16()));
        attributes.push_back(std::move(attribute));
    }
    if (!in.ok() || kind != cfg_request) return std::nullopt;
    return attributes;
}

void write_configuration_reply(Writer& out, const ConfigurationAttributes& attributes)
{
    out.u8(cfg_reply);
    out.zeros(3);
    for (const ConfigurationAttribute& attribute : attributes) {
        out.u16(attribute.type);
        out.u16(static_cast<std::uint16_t>(attribute.value.size()));
        out.octets(attribute.value);
    }
}

// The prefix says what else is on the client's link: nothing is, as no netmask says of IPv4.
ConfigurationAttribute address_attribute(View address)
{
    constexpr std::uint8_t whole_address = 128;
    if (family_of(address) == Family::ipv4) {
        return {std::to_underlying(Attribute::internal_ip4_address), copy_of(address)};
    }
    ConfigurationAttribute attribute{std::to_underlying(Attribute::internal_ip6_address),
                                     copy_of(address)};
    attribute.value.push_back(whole_address);
    return attribute;
}

bool asks_for(const ConfigurationAttributes& attributes, Attribute type)
{
    return std::ranges::find(attributes, std::to_underlying(type), &ConfigurationAttribute::type) !=
           attributes.end();
}

}  // namespace gateway::ike
