// One row of a policy's [ike] table.
#pragma once

#include "policy/edition.h"

namespace gateway::policy {

[[nodiscard]] IkeRow read_ike_row(TomlTable& row, const Registry& registry);

}  // namespace gateway::policy
