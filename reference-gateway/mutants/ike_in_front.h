// A core that stands before the IKE responder and hands it what it does not keep for itself.
#pragma once

#include "ike/core.h"
#include "net/ingredients.h"

namespace gateway::mutants {

// Nothing: the responder gets the datagram.
using Interception = std::function<std::optional<ike::Actions>(const ike::Datagram&)>;

[[nodiscard]] net::AroundIke in_front(Interception interception);

}  // namespace gateway::mutants
