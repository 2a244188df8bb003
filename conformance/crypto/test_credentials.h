// For tests: credentials that sign by a key of their own making.
#pragma once

#include "core/credentials.h"
#include "crypto/signature.h"
#include "crypto/test_key.h"

namespace conformance {

class TestCredentials : public Credentials {
public:
    explicit TestCredentials(const std::string& kind) : TestCredentials{crypto::test_key(kind)} {}
    [[nodiscard]] const std::vector<Octets>& certificates() const override { return certificates_; }
    [[nodiscard]] std::optional<Octets> sign(const std::string& algorithm, View to_be_signed) override
    {
        const auto scheme = crypto::scheme_named(algorithm);
        return scheme ? key_.sign(*scheme, to_be_signed, *crypto::seeded_random(Octets(16, 3), "sign")) : std::nullopt;
    }

private:
    explicit TestCredentials(const crypto::TestKey& key) : certificates_{key.certificate}, key_{*crypto::PrivateKey::read(key.key_pem)} {}

    std::vector<Octets> certificates_;
    crypto::PrivateKey key_;
};

}  // namespace conformance
