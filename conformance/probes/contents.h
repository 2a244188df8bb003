// The suite's table of contents: every table of probes, in document order, and the surveys before them.
#pragma once

#include <span>
#include <vector>

#include "core/run.h"

namespace conformance::probes {

[[nodiscard]] std::vector<std::span<const Probe>> contents();
[[nodiscard]] std::vector<Survey> surveys();

}  // namespace conformance::probes
