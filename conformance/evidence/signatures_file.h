// signatures.jsonl: what our credentials signed in an attempt, one JSON object a line.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "core/credentials.h"

namespace conformance::evidence {

inline constexpr auto signatures_name = "signatures.jsonl";

[[nodiscard]] std::string signatures_text(const std::vector<Signature>& signatures);
// Empty where there is no such file. Throws std::runtime_error naming file and line.
[[nodiscard]] std::vector<Signature> read_signatures(const std::filesystem::path& folder);
[[nodiscard]] std::vector<Signature> read_signatures(std::istream& in, const std::string& name);

}  // namespace conformance::evidence
