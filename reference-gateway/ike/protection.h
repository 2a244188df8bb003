// Opening and sealing the Encrypted payload, RFC 7296, Section 3.14 and RFC 5282, Section 3.
#pragma once

#include <functional>
#include <optional>

#include "base/random.h"
#include "ike/key_schedule.h"
#include "ike/response.h"

namespace gateway::ike {

// What the initiator sealed: the payloads inside, without padding. `message` ends with what is
// sealed, from the IV on, of `body_size` octets. Nothing if it is not authentic.
[[nodiscard]] std::optional<Octets> open_sealed(const Algorithms& algorithms, const Keys& keys,
                                                View message, std::size_t body_size);

[[nodiscard]] Octets write_sealed(const Algorithms& algorithms, const Keys& keys,
                                  const Response& response, Random& random);
// What the Next Payload field of a fragment's payload says, of the payload that is the first of all.
using FragmentNextPayload = std::function<std::uint8_t(std::uint16_t number, std::uint8_t first)>;
[[nodiscard]] std::uint8_t next_payload_of_a_fragment(std::uint16_t number, std::uint8_t first);
// The same in fragments, RFC 7383, Section 2.5: no message is longer than `longest`, which has room
// for a fragment of at least some octets.
[[nodiscard]] std::vector<Octets> write_fragments(const Algorithms& algorithms, const Keys& keys,
                                                  const Response& response, std::size_t longest,
                                                  const FragmentNextPayload& next_payload,
                                                  Random& random);

}  // namespace gateway::ike
