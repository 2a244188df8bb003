// A TUN device of Linux: IP packets that the kernel routes to it are read from it, and what is
// written to it the kernel takes for arrived.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/octets.h"

namespace conformance::transport {

// An IPv4 network in network order of octets.
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

class TunDevice {
public:
    // Throws std::runtime_error, which says what right is lacking, where it cannot be had.
    explicit TunDevice(std::string name);
    ~TunDevice();
    TunDevice(const TunDevice&) = delete;
    TunDevice& operator=(const TunDevice&) = delete;

    // Up, with this address. The same errors.
    void configure(std::uint32_t address, unsigned mtu);
    void route(const Ipv4Network& network);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    // Nothing where none waits.
    [[nodiscard]] std::optional<Octets> read();
    void write(View packet);

private:
    std::string name_;
    int descriptor_;
};

}  // namespace conformance::transport
