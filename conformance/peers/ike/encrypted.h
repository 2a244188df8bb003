// Sealing and opening the Encrypted and Authenticated payload: RFC 7296, Section 3.14, and RFC 5282, Section 5.1.
#pragma once

#include <optional>
#include <vector>

#include "core/random.h"
#include "peers/ike/key_schedule.h"
#include "wire/ike/message.h"

namespace conformance::peers::ike {

// fewest: zeros up to the cipher's block. most: random octets, up to the 255 that Pad Length can tell.
enum class Padding { fewest, most };

// The whole message in octets: the header of `message` with one Encrypted payload around its payloads.
[[nodiscard]] Octets seal(const wire::ike::Message& message, const IkeKeys& keys, bool by_initiator,
                          Random& random, Padding padding = Padding::fewest);

// The payloads inside, or nothing when there is no Encrypted payload or it does not verify. `octets` is the message.
[[nodiscard]] std::optional<std::vector<wire::ike::Payload>> open(View octets, const IkeKeys& keys,
                                                                  bool by_initiator,
                                                                  std::vector<std::string>& complaints);

}  // namespace conformance::peers::ike
