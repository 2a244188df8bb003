// Certificates and keys to PEM and back (RFC 7468); inside crypto/ only.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "crypto/tls_handles.h"

namespace gateway::crypto {

[[nodiscard]] std::string to_pem(X509& certificate);
[[nodiscard]] std::string to_pem(EVP_PKEY& key);

// At least one; the error says which of them is damaged.
[[nodiscard]] std::expected<std::vector<CertificatePointer>, std::string> certificates_from_pem(
    const std::string& pem);
[[nodiscard]] std::expected<KeyPointer, std::string> key_from_pem(const std::string& pem);

}  // namespace gateway::crypto
