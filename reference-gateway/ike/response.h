// What this gateway says: a response as a value, before it becomes octets.
#pragma once

#include <variant>
#include <vector>

#include "ike/header.h"
#include "ike/ike_sa_init_request.h"
#include "policy/tuple.h"

namespace gateway::ike {

struct SelectedProposal {
    std::uint8_t number = 0;
    policy::Tuple tuple;
    bool with_integ_none = false;  // the chosen proposal named NONE beside its AEAD
};

struct Nonce {
    Octets data;
};

struct Notify {
    NotifyType type{};
    Octets data;
};

using Payload = std::variant<SelectedProposal, KeyShare, Nonce, Notify>;

struct Response {
    std::uint64_t initiator_spi = 0;
    std::uint64_t responder_spi = 0;
    std::uint8_t exchange_type = 0;
    std::uint32_t message_id = 0;
    std::vector<Payload> payloads;
};

// The payloads as a chain, and the type of the first of them.
struct WrittenPayloads {
    std::uint8_t first = 0;
    Octets octets;
};
[[nodiscard]] WrittenPayloads write_payloads(const std::vector<Payload>& payloads);

[[nodiscard]] Header header_of(const Response& response, std::uint8_t first_payload);
[[nodiscard]] Octets write(const Response& response);

}  // namespace gateway::ike
