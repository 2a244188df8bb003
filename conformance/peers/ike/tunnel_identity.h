// The name that a client of IKEv2 goes by: RFC 7296, Section 3.5.
#pragma once

#include "core/bench.h"
#include "wire/ike/message.h"

namespace conformance::peers::ike {

// The subject, as native clients name themselves; where the certificate has none, its first DNS name.
[[nodiscard]] wire::ike::Identification identity_of(View certificate);
[[nodiscard]] wire::ike::Identification identity_of_user(const std::string& user);
// Of a client that is to log in by EAP: the user's name, or that of its certificate.
[[nodiscard]] wire::ike::Identification identity_for_eap(const Bench& bench);

}  // namespace conformance::peers::ike
