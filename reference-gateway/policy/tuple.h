// What an IKE SA is made of, by IANA's numbers: one row of a policy.
#pragma once

#include <cstdint>
#include <optional>

namespace gateway::policy {

struct Tuple {
    std::uint16_t encr = 0;
    std::optional<std::uint16_t> key_length;  // bits; absent where the cipher takes no attribute
    std::optional<std::uint16_t> integ;       // absent with an AEAD
    std::uint16_t prf = 0;
    std::uint16_t group = 0;

    friend bool operator==(const Tuple&, const Tuple&) = default;
};

}  // namespace gateway::policy
