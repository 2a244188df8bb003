// EAP packets as IKE carries them: RFC 3748, Section 4, and RFC 7296, Section 3.16.
#pragma once

#include <cstdint>
#include <optional>

#include "base/octets.h"

namespace gateway::eap {

enum class Code : std::uint8_t { request = 1, response = 2, success = 3, failure = 4 };

// IANA, EAP Method Types.
enum class Type : std::uint8_t { nak = 3, tls = 13, mschapv2 = 26 };

struct Response {
    std::uint8_t identifier = 0;
    std::uint8_t type = 0;
    Octets data;
};

// Nothing: it is none, or its Length is not that of its octets.
[[nodiscard]] std::optional<Response> parse_response(View packet);

[[nodiscard]] Octets write_request(std::uint8_t identifier, Type type, View data);
// Success or Failure; the identifier is that of the last response.
[[nodiscard]] Octets write_end(Code code, std::uint8_t identifier);

}  // namespace gateway::eap
