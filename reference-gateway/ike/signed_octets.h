// What each end signs, or makes a MAC of: RFC 7296, Section 2.15.
#pragma once

#include "ike/sa_table.h"

namespace gateway::ike {

// Of an Identification payload, the body.
[[nodiscard]] Octets signed_by_initiator(const IkeSa& sa, View identification);
[[nodiscard]] Octets signed_by_responder(const IkeSa& sa, View identification);

// By a secret that both know, such as that of EAP.
[[nodiscard]] Authenticator shared_key_authenticator(const IkeSa& sa, View secret, View octets);

}  // namespace gateway::ike
