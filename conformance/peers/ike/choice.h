// What the prober takes of an offer when it is the gateway that rekeys: RFC 7296, Sections 2.7
// and 3.3.
#pragma once

#include <optional>

#include "wire/ike/proposal.h"

namespace conformance::peers::ike {

// The first proposal, reduced to one transform of each type, that the prober has the algorithms for
// and that holds this group (0: a rekey without a key exchange). Its number and SPI are those of
// the offer.
[[nodiscard]] std::optional<wire::ike::Proposal> chosen_for_ike(
    const wire::ike::SecurityAssociation& offer, std::uint16_t group);
[[nodiscard]] std::optional<wire::ike::Proposal> chosen_for_esp(
    const wire::ike::SecurityAssociation& offer, std::uint16_t group);
// A group of the offer that the prober computes in.
[[nodiscard]] std::optional<std::uint16_t> known_group(const wire::ike::SecurityAssociation& offer);

}  // namespace conformance::peers::ike
