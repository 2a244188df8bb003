#include "crypto/seeded_random.h"

#include <botan/auto_rng.h>
#include <botan/hmac_drbg.h>

#include "crypto/digest.h"

namespace conformance::crypto {

namespace {

class Seeded : public Random {
   public:
    Seeded(View seed, const std::string& purpose)
        : generator_{Botan::MessageAuthenticationCode::create_or_throw("HMAC(SHA-256)")}
    {
        Octets material{seed.begin(), seed.end()};
        append(material, view("sallyport/" + purpose));
        const auto key = sha256(material);
        generator_.initialize_with(key.data(), key.size());
    }

    void fill(std::span<std::uint8_t> octets) override
    {
        generator_.randomize(octets.data(), octets.size());
    }

   private:
    Botan::HMAC_DRBG generator_;
};

}  // namespace

std::unique_ptr<Random> seeded_random(View seed, const std::string& purpose)
{
    return std::make_unique<Seeded>(seed, purpose);
}

Octets fresh_seed()
{
    Botan::AutoSeeded_RNG system;
    Octets seed(16);
    system.randomize(seed.data(), seed.size());
    return seed;
}

}  // namespace conformance::crypto
