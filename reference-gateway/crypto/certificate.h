// Keys and X.509 certificates made on the spot (RFC 5280), as PEM.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <vector>

namespace gateway::crypto {

enum class KeyType { rsa_1024, rsa_2048, ecdsa_p256 };
enum class SignatureHash { sha1, sha256 };
enum class CertificateRole { authority, server, client };

struct Validity {
    std::chrono::sys_seconds from;
    std::chrono::sys_seconds until;
};

struct CertificateRequest {
    CertificateRole role = CertificateRole::server;
    std::string subject;                      // the common name; empty: no name at all
    std::vector<std::string> dns_names = {};  // subjectAltName
    std::vector<std::string> addresses = {};  // subjectAltName, as text
    Validity validity;
    KeyType key_type = KeyType::rsa_2048;
    SignatureHash signature_hash = SignatureHash::sha256;  // of the issuer's signature
};

struct IssuedCertificate {
    std::string certificate_pem;
    std::string key_pem;
};

// With its own fresh key.
[[nodiscard]] std::expected<IssuedCertificate, std::string> issue_self_signed(
    const CertificateRequest& request);
[[nodiscard]] std::expected<IssuedCertificate, std::string> issue_certificate(
    const CertificateRequest& request, const IssuedCertificate& issuer);

}  // namespace gateway::crypto
