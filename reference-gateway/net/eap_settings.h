// What the configuration says of EAP, made ready.
#pragma once

#include <memory>

#include "crypto/certificate_files.h"
#include "eap/authenticator.h"
#include "policy/configuration.h"

namespace gateway::net {

// Nothing: it is not spoken. Throws policy::FileError where a user cannot be one,
// std::runtime_error where a file is missing or OpenSSL lacks what a method needs.
[[nodiscard]] std::shared_ptr<const eap::Settings> eap_settings(
    const policy::Configuration& configuration, const crypto::ServerIdentity& identity,
    const std::shared_ptr<const crypto::TrustedRoots>& roots);

}  // namespace gateway::net
