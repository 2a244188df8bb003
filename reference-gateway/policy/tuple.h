// What an IKE SA, and a Child SA, is made of, by IANA's numbers: one row of a policy.
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

// What a Child SA is made of; a group belongs to a row of its policy, not to the SA.
struct EspTuple {
    std::uint16_t encr = 0;
    std::optional<std::uint16_t> key_length;
    std::optional<std::uint16_t> integ;

    friend bool operator==(const EspTuple&, const EspTuple&) = default;
};

}  // namespace gateway::policy
