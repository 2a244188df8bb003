// Signatures by the keys of certificates: RSA (RFC 8017) and ECDSA (RFC 4754, RFC 7427). Slow, and a
// pure function of plain values, so that it may run on any thread.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "base/octets.h"
#include "crypto/decoded_certificate.h"
#include "crypto/hash.h"

namespace gateway::crypto {

enum class KeyFamily { rsa, ecdsa };

// ecdsa is the SEQUENCE of RFC 3279, ecdsa_plain r and s one behind the other, each as long as the
// group's order.
enum class SignatureForm { rsa_pkcs1, rsa_pss, ecdsa, ecdsa_plain };

struct SignatureMethod {
    SignatureForm form{};
    Hash hash{};

    friend bool operator==(const SignatureMethod&, const SignatureMethod&) = default;
};

class SigningKey {
public:
    [[nodiscard]] static std::expected<SigningKey, std::string> from_pem(const std::string& pem);

    [[nodiscard]] KeyFamily family() const noexcept { return family_; }
    [[nodiscard]] std::size_t bits() const noexcept { return bits_; }
    // Nothing when the key cannot sign so.
    [[nodiscard]] std::optional<Octets> sign(const SignatureMethod& method, View octets) const;

private:
    struct Parsed;
    std::shared_ptr<const Parsed> parsed_;  // const, and shared by threads
    KeyFamily family_{};
    std::size_t bits_ = 0;
};

// By the key of a certificate in DER. False for whatever is no signature of it.
[[nodiscard]] bool is_signed_by(View certificate, const SignatureMethod& method, View octets,
                                View signature);
[[nodiscard]] bool is_signed_by(const DecodedCertificate& certificate,
                                const SignatureMethod& method, View octets, View signature);

}  // namespace gateway::crypto
