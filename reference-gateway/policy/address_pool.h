// `address_pool`: the networks from which clients will get their addresses, one or a list of them.
#pragma once

#include <vector>

#include "base/network.h"
#include "policy/toml_file.h"

namespace gateway::policy {

[[nodiscard]] std::vector<Network> read_address_pool(TomlTable& top);

}  // namespace gateway::policy
