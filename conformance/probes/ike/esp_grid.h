// The grid of ESP tuples, encryption x integrity x group, as boxes (box.h).
#pragma once

#include "probes/ike/box.h"

namespace conformance::probes::ike {

// A tuple of ESP is one of a box whose PRF is 0.
[[nodiscard]] catalog::IkeRow as_tuple(const catalog::IpsecRow& row);
[[nodiscard]] std::vector<catalog::IkeRow> as_tuples(const std::vector<catalog::IpsecRow>& rows);
[[nodiscard]] catalog::IpsecRow as_row(const catalog::IkeRow& tuple);
// The grid without the rows. In each box all tuples have a group, or none has; group 19 has boxes of its own, so that for each box
// there is a small KE payload of a group beside it.
[[nodiscard]] std::vector<Box> esp_complement(const catalog::Registries& registries, const std::vector<catalog::IpsecRow>& rows);
// Ciphers without integrity, and without a group.
[[nodiscard]] std::vector<Box> unprotected_tuples(const catalog::Registries& registries);

[[nodiscard]] bool has_groups(const Box& box);
// 0 for a box without groups.
[[nodiscard]] std::uint16_t group_beside(const Box& box);

// A proposal of a box (box.h) as one of ESP: without what ESP has no transforms for, and with both transforms for sequence numbers.
[[nodiscard]] wire::ike::Proposal esp_proposal_of(wire::ike::Proposal proposal, View spi);

}  // namespace conformance::probes::ike
