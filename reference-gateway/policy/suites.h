// The TLS cipher suites of a policy, checked against IANA's registry: those of TLS 1.3 have a list
// of their own.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "policy/toml_file.h"

namespace gateway::policy {

[[nodiscard]] std::vector<std::string> read_suites(TomlTable& tls, std::string_view key,
                                                   const std::filesystem::path& data);

}  // namespace gateway::policy
