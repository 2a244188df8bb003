// Networks of IPv4, as they are routed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace conformance::transport {

struct Ipv4Network {
    std::uint32_t address = 0;  // as a number
    unsigned prefix = 32;

    [[nodiscard]] bool holds(std::uint32_t other) const
    {
        return prefix == 0 || (address ^ other) >> (32 - prefix) == 0;
    }
    bool operator==(const Ipv4Network&) const = default;
};
[[nodiscard]] std::string to_string(const Ipv4Network& network);
// Of "10.1.0.0/16" or "10.1.0.4"; nothing for anything else, host bits included.
[[nodiscard]] std::optional<Ipv4Network> network_of(const std::string& text);
// The fewest networks that are the range from the first to the last address.
[[nodiscard]] std::vector<Ipv4Network> networks_of_range(std::uint32_t first, std::uint32_t last);

}  // namespace conformance::transport
