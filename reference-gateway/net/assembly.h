// From a configuration to the ingredients of a gateway that does what it says.
#pragma once

#include "crypto/certificate_files.h"
#include "net/ingredients.h"

namespace gateway::net {

// Throws std::runtime_error or policy::FileError where the policy asks for what this gateway cannot
// do. `identity` is needed by the tunnel types that run over TLS, and where clients are let in:
// those that `roots` believe.
[[nodiscard]] Ingredients assemble(policy::Configuration configuration,
                                   const std::optional<crypto::ServerIdentity>& identity,
                                   const std::optional<crypto::TrustedRoots>& roots);

// The certificate and key that the configuration names, if it names any.
[[nodiscard]] std::optional<crypto::ServerIdentity> identity_of(
    const policy::Configuration& configuration);
// What it says of client certificates, if anything.
[[nodiscard]] std::optional<crypto::TrustedRoots> roots_of(
    const policy::Configuration& configuration);

}  // namespace gateway::net
