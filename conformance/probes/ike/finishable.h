// What is accepted is finished by an IKE_AUTH, so that no SA stays half open: gateways bear few of them from one address. For a
// tuple that the prober has no keys for, the KE payload is of a group that is not offered: a gateway that accepts it asks for its
// group by INVALID_KE_PAYLOAD, and keeps nothing.
#pragma once

#include <optional>

#include "peers/ike/initiator.h"
#include "probes/ike/box.h"

namespace conformance::probes::ike {

[[nodiscard]] bool can_be_finished(const catalog::IkeRow& tuple);
// Whatever of the box is accepted, where the KE payload is of a group that the prober computes in.
[[nodiscard]] bool can_be_finished(const Box& box);
// As disjoint boxes: the tuples that can be finished, and the others, for each of which there is a group that it does not hold.
[[nodiscard]] std::vector<Box> parts_to_ask(const Box& box);
[[nodiscard]] std::vector<Box> parts_to_ask(const std::vector<Box>& boxes);
// A group that the prober computes in and that none of the boxes holds.
[[nodiscard]] std::optional<std::uint16_t> group_beside(const std::vector<Box>& boxes);
// The proposals with no other transforms than those the prober computes.
[[nodiscard]] wire::ike::SecurityAssociation finishable_part(const wire::ike::SecurityAssociation& offer);

// The row offered alone. A row that cannot be finished is never selected by the answer: its group is asked for.
[[nodiscard]] wire::ike::Message request_for(peers::ike::Initiator& peer, const catalog::IkeRow& row);

}  // namespace conformance::probes::ike
