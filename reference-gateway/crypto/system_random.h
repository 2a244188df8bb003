// The random octets production uses.
#pragma once

#include "base/random.h"

namespace gateway::crypto {

class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> octets) override;
};

}  // namespace gateway::crypto
