#include "ike/traffic_selector.h"

#include <algorithm>

namespace gateway::ike {
namespace {

constexpr std::uint8_t ipv4_range = 7;
constexpr std::uint8_t ipv6_range = 8;
constexpr std::size_t ipv4_octets = 4;
constexpr std::size_t ipv6_octets = 16;
constexpr std::size_t fixed_octets = 8;

std::size_t address_octets(std::uint8_t type)
{
    if (type == ipv4_range) return ipv4_octets;
    return type == ipv6_range ? ipv6_octets : 0;
}

// All ports are those that cannot be known, too.
bool share_opaque_ports(const TrafficSelector& a, const TrafficSelector& b)
{
    const auto has_them = [](const TrafficSelector& one) {
        return is_opaque_port(one) || is_any_port(one);
    };
    return has_them(a) && has_them(b);
}

std::optional<TrafficSelector> common(const TrafficSelector& a, const TrafficSelector& b)
{
    const bool alike = a.protocol == b.protocol || a.protocol == 0 || b.protocol == 0;
    if (a.first.size() != b.first.size() || !alike) return std::nullopt;
    TrafficSelector both;
    both.protocol = std::max(a.protocol, b.protocol);
    both.first_port = std::max(a.first_port, b.first_port);
    both.last_port = std::min(a.last_port, b.last_port);
    both.first = std::max(a.first, b.first);
    both.last = std::min(a.last, b.last);
    if (both.first > both.last) return std::nullopt;
    if (both.first_port > both.last_port && !share_opaque_ports(a, b)) return std::nullopt;
    return both;
}

}  // namespace

std::optional<TrafficSelectors> parse_traffic_selectors(View body)
{
    Cursor in{body};
    const std::size_t count = in.u8();
    in.skip(3);
    TrafficSelectors selectors;
    for (std::size_t i = 0; i < count && in.ok(); ++i) {
        const std::uint8_t type = in.u8();
        TrafficSelector selector;
        selector.protocol = in.u8();
        const std::size_t length = in.u16();
        selector.first_port = in.u16();
        selector.last_port = in.u16();
        if (length < fixed_octets) return std::nullopt;
        Cursor addresses{in.take(length - fixed_octets)};
        const std::size_t size = address_octets(type);
        if (size == 0) continue;
        selector.first = copy_of(addresses.take(size));
        selector.last = copy_of(addresses.take(size));
        if (!addresses.at_end()) return std::nullopt;
        selectors.push_back(std::move(selector));
    }
    if (!in.at_end() || count == 0) return std::nullopt;
    return selectors;
}

void write_traffic_selectors(Writer& out, const TrafficSelectors& selectors)
{
    out.u8(static_cast<std::uint8_t>(selectors.size()));
    out.zeros(3);
    for (const TrafficSelector& selector : selectors) {
        out.u8(selector.first.size() == ipv4_octets ? ipv4_range : ipv6_range);
        out.u8(selector.protocol);
        out.u16(static_cast<std::uint16_t>(fixed_octets + 2 * selector.first.size()));
        out.u16(selector.first_port);
        out.u16(selector.last_port);
        out.octets(selector.first);
        out.octets(selector.last);
    }
}

bool is_any_port(const TrafficSelector& selector) noexcept
{
    return selector.first_port == 0 && selector.last_port == 0xffff;
}

bool is_opaque_port(const TrafficSelector& selector) noexcept
{
    return selector.first_port == 0xffff && selector.last_port == 0;
}

TrafficSelector selector_of(View address, unsigned prefix_length)
{
    TrafficSelector selector;
    selector.first = copy_of(address);
    selector.last = copy_of(address);
    for (std::size_t bit = prefix_length; bit < address.size() * 8; ++bit) {
        const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
        selector.first[bit / 8] &= static_cast<std::uint8_t>(~mask);
        selector.last[bit / 8] |= mask;
    }
    return selector;
}

TrafficSelectors narrowed(const TrafficSelectors& offered, const TrafficSelectors& served)
{
    constexpr std::size_t most = 255;  // the count is one octet
    TrafficSelectors found;
    for (const TrafficSelector& one : offered) {
        for (const TrafficSelector& other : served) {
            const auto both = common(one, other);
            if (both && found.size() < most && std::ranges::find(found, *both) == found.end()) {
                found.push_back(*both);
            }
        }
    }
    return found;
}

void keep_common_families(TrafficSelectors& one, TrafficSelectors& other)
{
    const auto keep = [](TrafficSelectors& kept, const TrafficSelectors& beside) {
        std::erase_if(kept, [&](const TrafficSelector& selector) {
            return std::ranges::none_of(beside, [&](const TrafficSelector& each) {
                return each.first.size() == selector.first.size();
            });
        });
    };
    keep(one, other);
    keep(other, one);
}

}  // namespace gateway::ike
