// The evidence of one attempt on disk: capture.pcap, transcript.jsonl, and keys/ in the forms tshark reads.
#pragma once

#include <filesystem>

#include "core/attempt.h"

namespace conformance::evidence {

// Throws std::runtime_error when the folder cannot be written.
void write_evidence(const std::filesystem::path& folder, const Attempt& attempt, std::int64_t epoch_us);

// Keys written by the same attempt, as `keys/` holds them: for a replay to compare. Empty when they agree.
[[nodiscard]] std::string compare_keys(const std::filesystem::path& folder, const Notebook& notebook);

}  // namespace conformance::evidence
