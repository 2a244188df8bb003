// The rows of the edition that a probe needs: of one kind, of one group, and seen accepted.
#pragma once

#include <functional>

#include "probes/ike/controls.h"

namespace conformance::probes::ike {

using IsWanted = std::function<bool(const catalog::IkeRow&)>;

[[nodiscard]] bool is_aead(const catalog::IkeRow& row);
[[nodiscard]] bool is_ecp(std::uint16_t group);
[[nodiscard]] bool is_modp(std::uint16_t group);

// The row the survey saw accepted, if it is wanted; else the first wanted one that is accepted now.
// Nothing when the edition has no such row; throws Unmet when it has and the gateway accepts none
// of them.
[[nodiscard]] std::optional<catalog::IkeRow> accepted_row(Bench& bench, const IsWanted& is_wanted);
// Where the edition has no row without an AEAD: what RFC 8247 makes mandatory to implement, with
// the known row's group.
[[nodiscard]] catalog::IkeRow classic_row(Bench& bench);

// The answer that accepts the row, with IKE_AUTH still to come. Throws Unmet when it is not
// accepted.
[[nodiscard]] Answer half_open(Bench& bench, Initiator& peer, const catalog::IkeRow& row);

// Groups that the edition does not allow beside the row's other algorithms, so that the row's own
// must be selected. A gateway that accepts one all the same is told apart by exactness; elsewhere
// it makes the experiment impossible. Throws Unmet when there are not so many.
[[nodiscard]] std::vector<std::uint16_t> groups_outside(const Bench& bench, catalog::IkeRow row,
                                                        std::size_t count);
[[nodiscard]] std::uint16_t group_outside(const Bench& bench, const catalog::IkeRow& row);

// The instances of a family of probes: the groups of the edition's rows, by their slugs.
[[nodiscard]] std::vector<std::string> groups_of(const catalog::Edition& edition,
                                                 const catalog::Registries& registries,
                                                 bool (*is_wanted)(std::uint16_t group));
// A row in the group of this instance that the gateway accepts.
[[nodiscard]] catalog::IkeRow row_of_instance(Bench& bench);

}  // namespace conformance::probes::ike
