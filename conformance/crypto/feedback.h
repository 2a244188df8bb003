// A stream of octets from a keyed function that is fed its own output: prf+ (RFC 7296, Section 2.13) and HKDF-Expand (RFC 5869,
// Section 2.3) are the same.
#pragma once

#include "core/octets.h"

namespace conformance::crypto {

// T1 | T2 | ..., where each is keyed(the one before it | seed | its number). At most 255 of them.
template <class Keyed>
[[nodiscard]] Octets fed_back(const Keyed& keyed, View seed, std::size_t octets)
{
    Octets stream;
    Octets block;
    for (std::uint8_t counter = 1; stream.size() < octets; ++counter) {
        append(block, seed);
        block.push_back(counter);
        block = keyed(block);
        append(stream, block);
    }
    stream.resize(octets);
    return stream;
}

}  // namespace conformance::crypto
