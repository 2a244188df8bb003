// `address_pool`: the network from which clients will get their addresses.
#pragma once

#include "policy/toml_file.h"

namespace gateway::policy {

void check_address_pool(TomlTable& top);

}  // namespace gateway::policy
