// What an OpenVPN server says to a client's hard reset (OpenVPN's control channel, key method 2).
#pragma once

#include <optional>

#include "base/octets.h"

namespace gateway::mutants {

// Nothing unless the packet is a hard reset of a client.
[[nodiscard]] std::optional<Octets> answer_hard_reset(View packet);

}  // namespace gateway::mutants
