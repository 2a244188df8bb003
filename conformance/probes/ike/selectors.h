// Traffic selectors as sets of packets: RFC 7296, Sections 2.9 and 3.13.1.
#pragma once

#include <string>

#include "wire/ike/payload.h"

namespace conformance::probes::ike {

// Whether it can be read: an IPv4 or IPv6 range whose end is not before its start, and ports alike (0xffff to 0 stands for OPAQUE).
[[nodiscard]] bool is_well_formed(const wire::ike::TrafficSelector& selector);
// Whether every packet that `inner` selects is selected by one of `outer`.
[[nodiscard]] bool lies_within(const wire::ike::TrafficSelector& inner, const wire::ike::TrafficSelectors& outer);
// Whether one of them selects this IPv4 address.
[[nodiscard]] bool covers(const wire::ike::TrafficSelectors& selectors, View address);

[[nodiscard]] std::string text_of(const wire::ike::TrafficSelectors& selectors);
// The packets of any protocol from or to these addresses.
[[nodiscard]] wire::ike::TrafficSelectors ipv4_range(View first, View last);

}  // namespace conformance::probes::ike
