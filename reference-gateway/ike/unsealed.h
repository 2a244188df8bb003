// For tests: a protected message, taken apart with the keys of its sender, to be changed and sealed
// again.
#pragma once

#include "base/random.h"
#include "ike/fragment.h"
#include "ike/header.h"
#include "ike/key_schedule.h"

namespace gateway::ike {

struct Unsealed {
    Octets header;  // whose length is written when it is sealed
    std::uint8_t first_inside = 0;
    Octets numbers = {};                          // of a fragment
    Octets plain = {};                            // without padding
    std::optional<std::uint8_t> pad_length = {};  // another than is right
};

// sk_ei and sk_ai are the sender's. Nothing: it is not sealed with these.
[[nodiscard]] std::optional<Unsealed> unseal(const Algorithms& algorithms, const Keys& keys,
                                             View message);
[[nodiscard]] Octets seal(const Algorithms& algorithms, const Keys& keys, const Unsealed& message,
                          Random& random);
// In fragments.
[[nodiscard]] std::vector<Octets> seal_in_parts(const Algorithms& algorithms, const Keys& keys,
                                                const Unsealed& message, std::uint16_t total,
                                                Random& random);

}  // namespace gateway::ike
