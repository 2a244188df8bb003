// Signatures of TLS: by the numbers of TLS 1.2 and 1.3 (RFC 8446, Section 4.2.3), and the ones
// before, which name no algorithm (RFC 2246, Section 7.4.3).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/random.h"
#include "crypto/signature_check.h"

namespace conformance::crypto {

// With the key of a certificate in DER.
[[nodiscard]] SignatureCheck check_signature(View certificate, std::uint16_t scheme, View message,
                                             View signature);
// `digests` are MD5 and SHA-1 of the message; RSA signs both, the others SHA-1 alone.
[[nodiscard]] SignatureCheck check_old_signature(View certificate, View digests, View signature);

// A client's private key.
class SigningKey {
public:
    // PKCS #8 in PEM. Nothing when it is no such key.
    [[nodiscard]] static std::optional<SigningKey> read(const std::string& pem);

    // Schemes that the key can sign by, the first is preferred.
    [[nodiscard]] std::vector<std::uint16_t> schemes() const;
    [[nodiscard]] std::optional<Octets> sign(std::uint16_t scheme, View message,
                                             Random& random) const;
    [[nodiscard]] std::optional<Octets> sign_old(View digests, Random& random) const;

private:
    struct Key;
    std::shared_ptr<const Key> key_;
};

}  // namespace conformance::crypto
