// The only place that asks what time it is.
#pragma once

#include <chrono>

#include "base/instant.h"

namespace gateway::net {

class Clock {
public:
    [[nodiscard]] Instant now() const noexcept { return std::chrono::steady_clock::now() - start_; }
    [[nodiscard]] std::chrono::steady_clock::time_point at(Instant instant) const noexcept
    {
        return start_ + instant;
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace gateway::net
