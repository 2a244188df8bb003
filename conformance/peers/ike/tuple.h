// Between policy rows and proposals: a row offered alone, and the tuple a responder selected.
#pragma once

#include <optional>

#include "catalog/edition.h"
#include "wire/ike/proposal.h"

namespace conformance::peers::ike {

[[nodiscard]] wire::ike::Proposal proposal_of(const catalog::IkeRow& row, std::uint8_t number = 1);
[[nodiscard]] wire::ike::SecurityAssociation offer_of(const catalog::IkeRow& row);

// The tuple of a proposal with one transform of each type; INTEG NONE counts as none. Nothing when a type is missing or
// stands there twice.
[[nodiscard]] std::optional<catalog::IkeRow> tuple_of(const wire::ike::Proposal& proposal);

}  // namespace conformance::peers::ike
