// Opening and sealing the Encrypted payload, RFC 7296, Section 3.14 and RFC 5282, Section 3.
#pragma once

#include <optional>

#include "base/random.h"
#include "ike/key_schedule.h"
#include "ike/response.h"

namespace gateway::ike {

// What the initiator sealed: the payloads inside, without padding. `message` ends with the body of
// the Encrypted payload, of `body_size` octets. Nothing if it is not authentic.
[[nodiscard]] std::optional<Octets> open_sealed(const Algorithms& algorithms, const Keys& keys,
                                                View message, std::size_t body_size);

[[nodiscard]] Octets write_sealed(const Algorithms& algorithms, const Keys& keys,
                                  const Response& response, Random& random);

}  // namespace gateway::ike
