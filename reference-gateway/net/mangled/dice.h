// Chances that are the same for the same seed, whatever the library.
#pragma once

#include <cstdint>
#include <random>

#include "base/random.h"

namespace gateway::mangled {

class Dice final : public Random {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    // From 0 to count - 1.
    [[nodiscard]] std::size_t below(std::size_t count)
    {
        return count == 0 ? 0 : static_cast<std::size_t>(engine_() % count);
    }
    [[nodiscard]] bool once_in(std::size_t count) { return below(count) == 0; }
    [[nodiscard]] std::uint8_t octet() { return static_cast<std::uint8_t>(below(256)); }

    template <typename List>
    [[nodiscard]] auto& one_of(List& list)
    {
        return list[below(list.size())];
    }

    void fill(std::span<std::uint8_t> octets) override
    {
        for (auto& one : octets) {
            one = octet();
        }
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace gateway::mangled
