// The TLS cipher suites of a policy, checked against IANA's registry.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "policy/toml_file.h"

namespace gateway::policy {

[[nodiscard]] std::vector<std::string> read_suites(TomlTable& tls, std::string_view key,
                                                   const std::filesystem::path& data);

}  // namespace gateway::policy
