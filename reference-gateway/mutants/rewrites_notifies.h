// An Outbox that changes each notify of one type.
#pragma once

#include "ike/seams.h"

namespace gateway::mutants {

[[nodiscard]] ike::Outbox rewrite(ike::NotifyType type, std::function<void(ike::Notify&)> change);

}  // namespace gateway::mutants
