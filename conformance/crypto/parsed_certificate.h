// A certificate as the library reads it, whatever kind its key is of. Botan refuses a self-signed certificate whose key it does not
// know, and does not know that a key for RSASSA-PSS alone (RFC 4055, Section 1.2) is an RSA key like others.
#pragma once

#include <botan/pk_keys.h>
#include <botan/x509_obj.h>
#include <botan/x509cert.h>

#include <memory>

#include "core/octets.h"

namespace conformance::crypto {

class ParsedCertificate {
public:
    explicit ParsedCertificate(View der);  // throws what the library throws

    // Names, dates, extensions and the algorithm of its signature.
    [[nodiscard]] const Botan::X509_Certificate& content() const { return content_; }
    // Of an unknown kind, or too long to count with: nothing.
    [[nodiscard]] std::unique_ptr<Botan::Public_Key> key() const;
    [[nodiscard]] std::string key_oid() const { return key_.get_oid().to_string(); }
    // Over the octets as they came.
    [[nodiscard]] Botan::Certificate_Status_Code verify(const Botan::Public_Key& issuer) const;

private:
    class Signed final : public Botan::X509_Object {
    public:
        explicit Signed(View der);
        [[nodiscard]] std::string PEM_label() const override { return "CERTIFICATE"; }

    private:
        void force_decode() override {}
    };

    struct Outline;
    [[nodiscard]] bool take(View der, const Outline& outline, const std::vector<std::uint8_t>& bits);

    Signed signed_;
    Botan::AlgorithmIdentifier key_;
    Botan::X509_Certificate content_;
    bool key_is_known_ = false;
};

// Nothing where the certificate cannot be read, or its key is of an unknown kind or too long to count with.
[[nodiscard]] std::unique_ptr<Botan::Public_Key> key_of(View certificate);

}  // namespace conformance::crypto
