// The conversation of an attempt, decoded for a person: what crossed the Links, by frame.
#pragma once

#include <string>
#include <vector>

#include "core/attempt.h"

namespace conformance::probes {

struct Told {
    unsigned frame = 0;  // 0: no frame, such as a silence
    enum class Direction { sent, received, event } direction = Direction::event;
    double time_ms = 0;  // since the attempt began
    std::string summary;
    std::vector<std::string> details;
};

[[nodiscard]] std::vector<Told> tell(const Attempt& attempt, const Target& target,
                                     const catalog::Registries& registries);

}  // namespace conformance::probes
