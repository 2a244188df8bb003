// The tables [ike] and [lifetimes] of a configuration: how the gateway looks after IKE SAs by
// itself.
#pragma once

#include <chrono>

#include "policy/toml_file.h"

namespace gateway::policy {

struct Upkeep {
    // [ike]
    std::chrono::seconds liveness{45};  // of silence, until a client is asked; 0: never
    std::chrono::seconds timeout{1};    // until a request is repeated, at first
    unsigned retransmissions = 12;
    // [lifetimes]
    std::chrono::seconds ike_sa{28800}, child_sa{27000};
    std::chrono::seconds margin{2700};  // by once to twice as much an SA is rekeyed before its end
};

[[nodiscard]] Upkeep read_upkeep(TomlTable& top);

}  // namespace gateway::policy
