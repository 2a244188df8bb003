// Certificates of P-256 for tests: valid from yesterday until tomorrow.
#pragma once

#include <chrono>
#include <string>

#include "crypto/certificate.h"

namespace gateway::crypto {

inline IssuedCertificate issue(CertificateRole role, const std::string& subject,
                               const IssuedCertificate* issuer = nullptr)
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    CertificateRequest request;
    request.role = role;
    request.subject = subject;
    request.validity = {now - std::chrono::days{1}, now + std::chrono::days{1}};
    request.key_type = KeyType::ecdsa_p256;
    return issuer == nullptr ? issue_self_signed(request).value()
                             : issue_certificate(request, *issuer).value();
}

}  // namespace gateway::crypto
