// A TUN device of Linux: IP packets that the kernel routes to it are read from it, and what is
// written to it the kernel takes for arrived.
#pragma once

#include <optional>
#include <string>

#include "core/octets.h"
#include "transport/ipv4_network.h"

namespace conformance::transport {

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
