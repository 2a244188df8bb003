// A core that changes requests before the IKE responder sees them.
#pragma once

#include "net/ingredients.h"

namespace gateway::mutants {

// Gets the message without its non-ESP marker.
using Rewriting = std::function<void(Octets&)>;

[[nodiscard]] net::AroundIke rewritten(Rewriting rewriting);

}  // namespace gateway::mutants
