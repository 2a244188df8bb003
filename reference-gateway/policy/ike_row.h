// One row of a policy's [ike] table, and one of [ipsec].
#pragma once

#include "policy/edition.h"

namespace gateway::policy {

[[nodiscard]] IkeRow read_ike_row(TomlTable& row, const Registry& registry);
[[nodiscard]] IpsecRow read_ipsec_row(TomlTable& row, const Registry& registry);

}  // namespace gateway::policy
