// manifest.json: the SHA-256 of every file of a run. A changed, missing or added file is named.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/octets.h"

namespace conformance::evidence {

using Digest = std::function<Octets(View)>;

void write_manifest(const std::filesystem::path& run, const Digest& sha256);
// Digests by file name; nothing when the octets are no manifest.
[[nodiscard]] std::optional<std::map<std::string, std::string>> read_manifest(View octets);
// One line for each file that is not as the manifest says.
[[nodiscard]] std::vector<std::string> check_manifest(const std::filesystem::path& run, const Digest& sha256);

[[nodiscard]] Octets read_file(const std::filesystem::path& path);  // throws std::runtime_error

}  // namespace conformance::evidence
