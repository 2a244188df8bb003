// Seeded randomness: every octet a probe chooses freely comes from here, so that a replay chooses the same.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "core/octets.h"

namespace conformance {

class Random {
   public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> octets) = 0;

    [[nodiscard]] Octets octets(std::size_t count)
    {
        Octets result(count);
        fill(result);
        return result;
    }

    // Evenly chosen below `bound`, which is not 0.
    [[nodiscard]] std::uint32_t below(std::uint32_t bound)
    {
        std::array<std::uint8_t, 8> drawn{};
        fill(drawn);
        std::uint64_t value = 0;
        for (const auto octet : drawn) {
            value = value << 8 | octet;
        }
        return static_cast<std::uint32_t>(value % bound);
    }
};

// Makes the generator of one purpose, e.g. a probe id and the number of its repetition.
using RandomSource = std::function<std::unique_ptr<Random>(const std::string& purpose)>;

}  // namespace conformance
