// transcript.jsonl: one JSON object a line for each event of an attempt.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "core/transcript.h"

namespace conformance::evidence {

[[nodiscard]] std::string transcript_text(const Transcript& transcript);
// Throws std::runtime_error naming file and line.
[[nodiscard]] Transcript read_transcript(const std::filesystem::path& path);
[[nodiscard]] Transcript read_transcript(std::istream& in, const std::string& name);

}  // namespace conformance::evidence
