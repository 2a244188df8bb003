// Certificates in PEM: RFC 7468.
#pragma once

#include <string>
#include <vector>

#include "core/octets.h"

namespace conformance::crypto {

// The certificates of a text in DER, in its order; other blocks are passed over. Empty where one cannot be read.
[[nodiscard]] std::vector<Octets> certificates_of(const std::string& pem);
[[nodiscard]] std::string pem_of(const std::vector<Octets>& certificates);

}  // namespace conformance::crypto
