// What is done to octets and to chains of payloads. `spare` is what other messages held.
#pragma once

#include <vector>

#include "base/octets.h"
#include "net/mangled/dice.h"

namespace gateway::mangled {

struct Part {
    std::uint8_t type = 0;
    std::uint8_t flags = 0;
    Octets body;
};

// A chain of payloads, and the type of the first of them.
struct ChainOctets {
    std::uint8_t first = 0;
    Octets octets;
};

// As far as it can be read.
[[nodiscard]] std::vector<Part> parts_of(const ChainOctets& chain);
[[nodiscard]] ChainOctets chain_of(const std::vector<Part>& parts);

// Bits flipped, cut short, made longer, overwritten.
void spoil(Octets& octets, Dice& dice);
// The same, or a payload's length, or payloads left out, repeated, swapped, renamed, put in.
void spoil(ChainOctets& chain, const std::vector<Part>& spare, Dice& dice);

}  // namespace gateway::mangled
