// What lies behind the gateway, as its configuration says: an echo host of its own, or the networks
// of the machine it runs on.
#pragma once

#include <cstdint>
#include <string>

#include "policy/toml_file.h"

namespace gateway::policy {

struct Inside {
    enum class Mode : std::uint8_t { user, tun } mode = Mode::user;
    std::string device = "sallyport";  // the TUN device's name
    std::uint16_t mtu = 1400;          // octets of an IP packet that still fits into ESP and UDP
};

// The table [inside]; what is not written is as above. Throws FileError.
[[nodiscard]] Inside read_inside(TomlTable& top);

}  // namespace gateway::policy
