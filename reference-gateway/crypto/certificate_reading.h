// What certificates say.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "base/octets.h"
#include "crypto/certificate.h"

namespace gateway::crypto {

// Each certificate of a PEM chain as it stands on the wire.
[[nodiscard]] std::expected<std::vector<Octets>, std::string> to_der(const std::string& chain_pem);

// The request that would give the first certificate of the chain again: role, names and dates. Keys
// other than RSA count as ECDSA on P-256.
[[nodiscard]] std::expected<CertificateRequest, std::string> request_like(
    const std::string& chain_pem);

}  // namespace gateway::crypto
