// Lets the library draw from a core Random, so that whatever it chooses is chosen again in a replay.
#pragma once

#include <botan/rng.h>

#include "core/random.h"

namespace conformance::crypto {

class BotanRandom : public Botan::RandomNumberGenerator {
   public:
    explicit BotanRandom(Random& random) : random_{random} {}

    void randomize(std::uint8_t output[], std::size_t length) override { random_.fill({output, length}); }
    [[nodiscard]] bool accepts_input() const override { return false; }
    void add_entropy(const std::uint8_t[], std::size_t) override {}
    [[nodiscard]] std::string name() const override { return "seeded"; }
    void clear() override {}
    [[nodiscard]] bool is_seeded() const override { return true; }

   private:
    Random& random_;
};

}  // namespace conformance::crypto
