// What stands in the Type-Data of EAP-MSCHAPv2: packets like those of CHAP.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/octets.h"

namespace gateway::eap {

enum class MschapCode : std::uint8_t { challenge = 1, response = 2, success = 3, failure = 4 };

struct MschapResponse {
    std::uint8_t identifier = 0;
    Octets peer_challenge, nt_response;
    std::string name;

    // Without a domain before it.
    [[nodiscard]] std::string_view user() const;
};

[[nodiscard]] std::optional<MschapResponse> parse_mschap_response(View data);

[[nodiscard]] Octets write_mschap_challenge(std::uint8_t identifier, View challenge,
                                            std::string_view name);
// Success or failure, which the text says more about.
[[nodiscard]] Octets write_mschap_end(MschapCode code, std::uint8_t identifier,
                                      std::string_view text);

}  // namespace gateway::eap
