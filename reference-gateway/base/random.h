// Where random octets come from; a test or a mutant may bring its own.
#pragma once

#include <cstdint>
#include <span>

namespace gateway {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> octets) = 0;
};

}  // namespace gateway
