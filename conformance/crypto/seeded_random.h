// The randomness of a run: HMAC_DRBG over (seed, purpose). The same seed and purpose give the same octets, always.
#pragma once

#include "core/random.h"

namespace conformance::crypto {

[[nodiscard]] std::unique_ptr<Random> seeded_random(View seed, const std::string& purpose);

// 16 octets from the system, for the seed of a run that names none.
[[nodiscard]] Octets fresh_seed();

}  // namespace conformance::crypto
