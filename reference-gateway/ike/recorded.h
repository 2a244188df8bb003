// Conversations of other people's programs, as pcaps/ keeps them; for tests alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ike/key_schedule.h"
#include "policy/tuple.h"

namespace gateway::ike {

struct RecordedMessage {
    Octets octets;  // without the non-ESP marker
    std::string source;
    std::string destination;
    std::vector<std::uint8_t> payloads;
    std::vector<std::uint16_t> notifies;
    std::vector<Octets> notify_data;
    std::optional<Octets> decrypted;  // what is inside SK, with padding and pad length
    bool from_initiator = false;
    std::uint8_t exchange_type = 0;
};

struct RecordedConversation {
    std::string name;
    policy::Tuple tuple;
    KeyMaterial material;
    Keys keys;
    std::vector<RecordedMessage> messages;
    bool encapsulation_forced = false;  // by a wrong hash of the source: RFC 7296, Section 2.23
};

// Those that came as far as an IKE SA.
[[nodiscard]] std::vector<RecordedConversation> recorded_conversations(
    const std::filesystem::path& source);

}  // namespace gateway::ike
