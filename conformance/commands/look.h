// The tshark command that shows the frames a finding speaks of.
#pragma once

#include <string>

#include "core/run.h"

namespace conformance::commands {

// Empty when the finding names no frame. `evidence` is the attempt's folder below `run_folder`.
[[nodiscard]] std::string look(const CaseResult& result, const std::string& run_folder,
                               const std::string& evidence, const Target& target);

}  // namespace conformance::commands
