#include "probes/ike/selectors.h"

#include <algorithm>

#include "wire/ike/narrate.h"

namespace conformance::probes::ike {

namespace {

using wire::ike::TrafficSelector;
using wire::ike::TrafficSelectors;

std::size_t length_of(std::uint8_t type)
{
    switch (type) {
        case wire::ike::selector_ipv4_range: return 4;
        case wire::ike::selector_ipv6_range: return 16;
        default: return 0;
    }
}

View first(const TrafficSelector& selector) { return View{selector.addresses}.first(selector.addresses.size() / 2); }
View last(const TrafficSelector& selector) { return View{selector.addresses}.subspan(selector.addresses.size() / 2); }

bool is_not_after(View one, View other)
{
    return !std::ranges::lexicographical_compare(other, one);
}

}  // namespace

bool is_well_formed(const TrafficSelector& selector)
{
    const auto length = length_of(selector.type);
    if (length == 0 || selector.addresses.size() != 2 * length) { return false; }
    const bool is_opaque = selector.start_port == 0xffff && selector.end_port == 0;
    return is_not_after(first(selector), last(selector)) && (is_opaque || selector.start_port <= selector.end_port);
}

bool lies_within(const TrafficSelector& inner, const TrafficSelectors& outer)
{
    return std::ranges::any_of(outer.selectors, [&](const TrafficSelector& one) {
        const bool is_alike = one.type == inner.type && (one.ip_protocol == 0 || one.ip_protocol == inner.ip_protocol);
        const bool is_every_port = one.start_port == 0 && one.end_port == 0xffff;
        return is_alike && is_not_after(first(one), first(inner)) && is_not_after(last(inner), last(one)) &&
               (is_every_port || (one.start_port <= inner.start_port && inner.end_port <= one.end_port));
    });
}

bool covers(const TrafficSelectors& selectors, View address)
{
    return std::ranges::any_of(selectors.selectors, [&](const TrafficSelector& one) {
        return one.type == wire::ike::selector_ipv4_range && is_well_formed(one) && is_not_after(first(one), address) &&
               is_not_after(address, last(one));
    });
}

std::string text_of(const TrafficSelectors& selectors)
{
    std::string text;
    for (const auto& one : selectors.selectors) {
        text += (text.empty() ? "" : "; ") + wire::ike::words(one);
    }
    return text.empty() ? "none" : text;
}

TrafficSelectors ipv4_range(View from, View to)
{
    TrafficSelector one;
    one.addresses.assign(from.begin(), from.end());
    append(one.addresses, to);
    return {0, {one}};
}

}  // namespace conformance::probes::ike
