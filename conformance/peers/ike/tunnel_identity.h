// What a client of IKEv2 says of itself: its name, and whose certificates it asks for. RFC 7296, Sections 3.5 and 3.7.
#pragma once

#include "core/bench.h"
#include "wire/ike/message.h"

namespace conformance::peers::ike {

// The subject, as native clients name themselves; where the certificate has none, its first DNS name.
[[nodiscard]] wire::ike::Identification identity_of(View certificate);
[[nodiscard]] wire::ike::Identification identity_of_user(const std::string& user);
// Of a client that is to log in by EAP: the user's name, or that of its certificate.
[[nodiscard]] wire::ike::Identification identity_for_eap(const Bench& bench);
// Many gateways send their certificate only where one is asked for: by a hint at the authority we know, or else at one nobody has.
[[nodiscard]] wire::ike::Payload certificate_request(Bench& bench);

}  // namespace conformance::peers::ike
