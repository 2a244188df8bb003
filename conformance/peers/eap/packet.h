// EAP packets: RFC 3748, Section 4. Types by the IANA registry "Method Types".
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "core/octets.h"

namespace conformance::peers::eap {

enum class Code : std::uint8_t { request = 1, response = 2, success = 3, failure = 4 };

enum class Type : std::uint8_t {
    identity = 1,
    notification = 2,
    nak = 3,
    md5_challenge = 4,
    one_time_password = 5,
    generic_token_card = 6,
    tls = 13,
    mschapv2 = 26,
};

[[nodiscard]] bool is_of(View packet, Code code);
// Of a Request or a Response.
[[nodiscard]] std::optional<std::uint8_t> type_of(View packet);
[[nodiscard]] bool asks_for(View packet, Type type);
// What stands behind the type.
[[nodiscard]] View data_of(View packet);
// With the identifier of the Request.
[[nodiscard]] Octets response_to(View request, Type type, View data);

// Sends a Response, and brings the packet that comes for it; nothing where none comes.
using Ask = std::function<std::optional<Octets>(Octets response)>;

}  // namespace conformance::peers::eap
