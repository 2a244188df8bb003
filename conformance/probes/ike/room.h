// What every implementation must take: 1280 octets, RFC 7296, Section 2. The KE payload of a large group leaves little of them.
#pragma once

#include "peers/ike/initiator.h"

namespace conformance::probes::ike {

inline constexpr std::size_t most_request_octets = 1280;
// A COOKIE notify of the greatest length.
inline constexpr std::size_t cookie_octets = 72;
inline constexpr std::size_t nat_detection_octets = 2 * 28;

// Of a KE payload's data as this prober sends it.
[[nodiscard]] std::size_t public_octets(const Bench& bench, std::uint16_t group);
// An IKE_SA_INIT request without NAT detection, with room for a COOKIE.
[[nodiscard]] std::size_t request_octets(const Bench& bench, const wire::ike::SecurityAssociation& offer,
                                         std::uint16_t ke_group);
[[nodiscard]] bool has_room(const Bench& bench, const wire::ike::SecurityAssociation& offer,
                            std::uint16_t ke_group);
// A request whose NAT detection is left out where room is short.
[[nodiscard]] wire::ike::Message request_with_room(peers::ike::Initiator& peer,
                                                   wire::ike::SecurityAssociation offer,
                                                   std::uint16_t ke_group);

}  // namespace conformance::probes::ike
