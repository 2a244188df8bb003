// Which tunnel types are enabled, and whether the edition lets them stand together.
#pragma once

#include <string>
#include <vector>

#include "policy/edition.h"

namespace gateway::policy {

[[nodiscard]] std::vector<std::string> read_tunnel_types(TomlTable& top, const Edition& edition);

}  // namespace gateway::policy
