// The first packet of an OpenVPN client without tls-auth, and whether octets are a server's answer
// to it. No other packet of OpenVPN is needed to know it when it speaks. (openvpn-wire-protocol
// draft, as corrected by OpenVPN 2.6.)
#pragma once

#include <optional>

#include "core/random.h"

namespace conformance::peers::tls {

// P_CONTROL_HARD_RESET_CLIENT_V2, as one UDP datagram.
[[nodiscard]] Octets openvpn_hard_reset(Random& random);
// With the 2-octet length that goes before each packet over TCP.
[[nodiscard]] Octets with_length(View packet);

// P_CONTROL_HARD_RESET_SERVER_V2 (or V1).
[[nodiscard]] bool is_openvpn_server_reset(View packet);
// Over TCP: no answer yet while a packet is incomplete.
[[nodiscard]] std::optional<bool> begins_with_server_reset(View stream);

}  // namespace conformance::peers::tls
