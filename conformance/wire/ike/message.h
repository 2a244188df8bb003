// An IKEv2 message: the header of RFC 7296, Section 3.1, and its chain of payloads. An Encrypted and Authenticated payload,
// or a fragment of one, stays sealed here; opening and sealing it is the peer's act.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wire/ike/payload.h"

namespace conformance::wire::ike {

inline constexpr std::size_t header_octets = 28;

struct Message {
    std::uint64_t initiator_spi = 0, responder_spi = 0;
    Computed<std::uint8_t> next_payload;
    std::uint8_t version = 0x20;  // major in the high half
    std::uint8_t exchange_type = static_cast<std::uint8_t>(ExchangeType::ike_sa_init);
    std::uint8_t flags = flag_initiator;
    std::uint32_t message_id = 0;
    Computed<std::uint32_t> length;
    std::vector<Payload> payloads;
    Octets trailing;  // what the chain of payloads did not reach

    // The first payload of the type, nullptr when there is none.
    [[nodiscard]] const Payload* find(PayloadType type) const;
    template <class T>
    [[nodiscard]] const T* body(PayloadType type) const
    {
        const auto* found = find(type);
        return found == nullptr ? nullptr : std::get_if<T>(&found->body);
    }
    [[nodiscard]] const Notify* notify(NotifyType type) const;
    [[nodiscard]] std::vector<const Notify*> notifies() const;
    bool operator==(const Message&) const = default;
};

[[nodiscard]] Octets encode(const Message& message);

// A chain of payloads as it stands in a message or inside an Encrypted payload.
[[nodiscard]] Octets encode_chain(const std::vector<Payload>& payloads);
[[nodiscard]] std::vector<Payload> decode_chain(std::uint8_t first, View octets, Octets& trailing,
                                                std::vector<std::string>& complaints);

// What octets say, and everything odd about how they say it. Encoding a message that has a header gives the octets back.
struct Dissection {
    Message message;
    std::vector<std::string> complaints;
    bool has_header = false;
};
[[nodiscard]] Dissection dissect(View octets);

}  // namespace conformance::wire::ike
