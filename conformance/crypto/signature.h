// Signatures of IKEv2: RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017), ECDSA as RFC 4754 (plain) and RFC 7427 (DER) write it, and the
// AlgorithmIdentifiers of RFC 7427, Appendix A.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/random.h"
#include "crypto/signature_check.h"

namespace conformance::crypto {

// Numbers of the IANA registry "IKEv2 Hash Algorithms".
enum class Hash : std::uint16_t { sha1 = 1, sha2_256 = 2, sha2_384 = 3, sha2_512 = 4 };
[[nodiscard]] std::size_t octets_of(Hash hash);

struct SignatureScheme {
    enum class Form { rsa_pkcs1, rsa_pss, ecdsa, ecdsa_plain };

    Form form = Form::rsa_pkcs1;
    Hash hash = Hash::sha1;
    std::size_t salt = 0;  // of RSASSA-PSS, in octets

    bool operator==(const SignatureScheme&) const = default;
};

// With the salt as long as the hash.
[[nodiscard]] SignatureScheme rsa_pss(Hash hash);
// "RSASSA-PSS with SHA2-256"
[[nodiscard]] std::string to_string(const SignatureScheme& scheme);
// The one that is told so, its salt as long as its hash.
[[nodiscard]] std::optional<SignatureScheme> scheme_named(const std::string& words);

// In DER. ECDSA is written alike for both forms.
[[nodiscard]] Octets algorithm_identifier(const SignatureScheme& scheme);
// Nothing for one that is not of these.
[[nodiscard]] std::optional<SignatureScheme> scheme_of(View algorithm_identifier);

// With the key of a certificate in DER. `bad` where the key is of another kind.
[[nodiscard]] SignatureCheck check_signature(View certificate, const SignatureScheme& scheme, View message, View signature);

class PrivateKey {
public:
    // PKCS #8 in PEM, without a passphrase. Nothing when it is no such key.
    [[nodiscard]] static std::optional<PrivateKey> read(const std::string& pem);

    [[nodiscard]] bool belongs_to(View certificate) const;
    // Nothing where the key is of another kind, or too short.
    [[nodiscard]] std::optional<Octets> sign(const SignatureScheme& scheme, View message, Random& random) const;

private:
    struct Key;
    std::shared_ptr<const Key> key_;
};

}  // namespace conformance::crypto
