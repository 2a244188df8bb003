// The mutants that prove a probe can fail, as the catch matrix of the reference gateway has them.
#pragma once

#include <filesystem>
#include <string>

namespace conformance::commands {

// Their names, or why none is named. The matrix lies beside the data folder, in reports/baseline.
[[nodiscard]] std::string proofs(const std::filesystem::path& data_folder, const std::string& requirement);

}  // namespace conformance::commands
