// Octets as tests and recorded conversations write them.
#pragma once

#include <string_view>

#include "base/octets.h"

namespace gateway::crypto {

// Hexadecimal digits alone; a digit too many is dropped.
[[nodiscard]] inline Octets from_hex(std::string_view text)
{
    const auto nibble = [](char c) {
        return static_cast<std::uint8_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    };
    Octets octets;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        octets.push_back(static_cast<std::uint8_t>(nibble(text[i]) << 4U | nibble(text[i + 1])));
    }
    return octets;
}

}  // namespace gateway::crypto
