// Sealing and opening the Encrypted and Authenticated payload, whole or in fragments: RFC 7296, Section 3.14, RFC 5282, Section 5.1,
// and RFC 7383, Section 2.5.
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

// What stands inside SK, cut: RFC 7383, Section 2.5. Each part is sealed by itself.
struct Part {
    std::uint16_t number = 1, total = 1;
    std::uint8_t next_payload = 0;  // of the first part, the type of the first payload inside
    Octets content;
};
[[nodiscard]] std::vector<Part> cut(const std::vector<wire::ike::Payload>& payloads, std::size_t octets_in_each);
[[nodiscard]] std::vector<Part> cut_into(const std::vector<wire::ike::Payload>& payloads, std::size_t parts);
// The header of `message` with one part in an Encrypted Fragment payload.
[[nodiscard]] Octets seal(const wire::ike::Message& message, const Part& part, const IkeKeys& keys, bool by_initiator, Random& random);
// What an Encrypted Fragment payload holds; nothing where it does not verify.
[[nodiscard]] std::optional<Part> open_part(View octets, const IkeKeys& keys, bool by_initiator);
// The octets that sealing adds to the content of a part, at most.
[[nodiscard]] std::size_t sealing_octets(const IkeKeys& keys);

// The payloads of all fragments of a message. Nothing where one is missing or does not verify.
[[nodiscard]] std::optional<std::vector<wire::ike::Payload>> open_fragments(const std::vector<Octets>& fragments, const IkeKeys& keys,
                                                                            bool by_initiator, std::vector<std::string>& complaints);

// The payloads inside, or nothing when there is no Encrypted payload or it does not verify. `octets` is the message.
[[nodiscard]] std::optional<std::vector<wire::ike::Payload>> open(View octets, const IkeKeys& keys,
                                                                  bool by_initiator,
                                                                  std::vector<std::string>& complaints);

}  // namespace conformance::peers::ike
