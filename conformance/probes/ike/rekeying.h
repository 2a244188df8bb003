// What the probes of CREATE_CHILD_SA ask for, and how a gateway may refuse all of it.
#pragma once

#include <functional>

#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

using peers::ike::NewChild;

// The tuples of the edition that a Child SA may be asked for with, those of one group in one offer:
// without a group first, then of each that the prober computes in.
[[nodiscard]] std::vector<std::vector<catalog::IpsecRow>> offers_of(const Bench& bench);
// The Child SA that came with the IKE SA. Throws Unmet where there is none.
[[nodiscard]] const peers::ike::ChildSa& first_child(const Tunnel& tunnel);
// A Child SA more, and one in the place of the first: of the first offer that is not refused for
// what it is made of.
[[nodiscard]] NewChild opened_child(Bench& bench, Tunnel& tunnel);
// The first with this change of the request.
using Alter = std::function<void(wire::ike::Message&)>;
[[nodiscard]] NewChild opened_child(Bench& bench, Tunnel& tunnel, const Alter& alter);
[[nodiscard]] NewChild rekeyed_child(Bench& bench, Tunnel& tunnel);
// The same in the place of the Child SA that is said to have this SPI of ours.
[[nodiscard]] NewChild rekeyed_child(Bench& bench, Tunnel& tunnel, View own_spi);

// NO_ADDITIONAL_SAS: an implementation may refuse every CREATE_CHILD_SA request (RFC 7296,
// Section 1.3).
[[nodiscard]] bool is_refused_altogether(const Conclusion& conclusion);
// TEMPORARY_FAILURE: nothing is known (Section 2.25).
[[nodiscard]] bool is_put_off(const Conclusion& conclusion);
// refused-by-notify:14, silent, ...: of an answer without what was asked for.
[[nodiscard]] std::string refusal_of(const Conclusion& conclusion);

}  // namespace conformance::probes::ike
