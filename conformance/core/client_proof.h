// What a target file calls the ways in which the prober's tunnels are opened.
#pragma once

#include "core/target.h"

namespace conformance {

// certificate, eap-tls, eap-mschapv2
[[nodiscard]] std::string to_string(ClientProof proof);

}  // namespace conformance
