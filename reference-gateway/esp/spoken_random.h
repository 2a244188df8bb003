// For tests: randomness that says the same octets again and again.
#pragma once

#include "base/octets.h"
#include "base/random.h"

namespace gateway::esp {

class SpokenRandom final : public Random {
public:
    explicit SpokenRandom(View octets) : octets_(copy_of(octets)) {}

    void fill(std::span<std::uint8_t> octets) override
    {
        for (auto& octet : octets) {
            octet = octets_[next_++ % octets_.size()];
        }
    }

private:
    Octets octets_;
    std::size_t next_ = 0;
};

}  // namespace gateway::esp
