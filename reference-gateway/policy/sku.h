// `sku` and `generation`: one row of vectors/policies/skus.toml.
#pragma once

#include <filesystem>

#include "policy/toml_file.h"

namespace gateway::policy {

void check_sku(TomlTable& top, const std::filesystem::path& data);

}  // namespace gateway::policy
