// What the IKE responder wants done, changed or looked at before it is done.
#pragma once

#include "ike/core.h"
#include "net/ingredients.h"

namespace gateway::mutants {

[[nodiscard]] net::AroundIke rewriting_actions(std::function<void(ike::Actions&)> change);

}  // namespace gateway::mutants
