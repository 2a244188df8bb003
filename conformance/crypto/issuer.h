// Certificates for many clients, made on the spot below an issuer of theirs: P-256, for client
// authentication, valid for a day.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/octets.h"
#include "crypto/signature.h"

namespace conformance::crypto {

struct Minted {
    Octets certificate;
    PrivateKey key;
};

class Issuer {
public:
    // The issuer's certificate in DER, and its key: PKCS #8 in PEM. Nothing when they are not of
    // one authority.
    [[nodiscard]] static std::optional<Issuer> read(View certificate, const std::string& key_pem);

    // The client of this number. Its key follows from the seed and from the issuer's own key: who
    // has but a run folder, where the seed lies, cannot make it again. `today` as
    // 2026-11-22T02:29:22Z. Throws std::runtime_error where the issuer's key does not sign.
    [[nodiscard]] Minted mint(std::size_t number, View seed, const std::string& today) const;

private:
    struct Authority;
    std::shared_ptr<const Authority> authority_;
};

}  // namespace conformance::crypto
