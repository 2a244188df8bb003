// How many sessions the gateway carries at a time: the figures of a SKU, which `sku` and
// `generation` name in vectors/skus.toml, or those of a table [limits].
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "policy/edition.h"
#include "policy/toml_file.h"

namespace gateway::policy {

// No figure: as many as come.
struct SessionLimits {
    std::optional<std::uint32_t> sstp;
    std::optional<std::uint32_t> ikev2_openvpn;  // of both together
};

// Refuses a SKU that has no place for one of the tunnel types.
[[nodiscard]] SessionLimits read_session_limits(TomlTable& top, const Edition& edition,
                                                const std::vector<std::string>& tunnel_types,
                                                const std::filesystem::path& data);

// Of that SKU, for whoever writes no configuration file. Throws std::runtime_error where there is
// none, or several.
[[nodiscard]] SessionLimits session_limits_of(const std::string& sku,
                                              const std::filesystem::path& data);

}  // namespace gateway::policy
