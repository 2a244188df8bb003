// The signature over a ServerKeyExchange: RFC 5246, 7.4.3, and before it RFC 4346, 7.4.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/octets.h"

namespace gateway::crypto {

// IANA's TLS SignatureScheme.
enum class SignatureScheme : std::uint16_t {
    rsa_pkcs1_sha1 = 0x0201,  // which liars alone use
    rsa_pkcs1_sha256 = 0x0401,
    ecdsa_secp256r1_sha256 = 0x0403,
    rsa_pss_rsae_sha256 = 0x0804,
};

// `scheme` empty: MD5 and SHA-1 together, as an RSA key signs before TLS 1.2. Nothing when the key
// cannot sign so.
[[nodiscard]] std::optional<Octets> sign_key_exchange(const std::string& key_pem,
                                                      std::optional<SignatureScheme> scheme,
                                                      View to_be_signed);

}  // namespace gateway::crypto
