#include "crypto/certificate.h"

#include "base/octets.h"
#include "crypto/certificate_extensions.h"
#include "crypto/certificate_pem.h"
#include "crypto/tls_handles.h"

namespace gateway::crypto {
namespace {

constexpr int serial_bits = 127;  // RFC 5280, 4.1.2.2: positive and at most 20 octets

KeyPointer make_key(KeyType type)
{
    switch (type) {
        case KeyType::rsa_1024:
            return KeyPointer{EVP_RSA_gen(1024U)};
        case KeyType::rsa_2048:
            return KeyPointer{EVP_RSA_gen(2048U)};
        case KeyType::ecdsa_p256:
            return KeyPointer{EVP_EC_gen("P-256")};
    }
    return nullptr;
}

bool set_serial(X509& certificate)
{
    const BignumPointer number{BN_new()};
    return number != nullptr &&
           BN_rand(number.get(), serial_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(&certificate)) != nullptr;
}

bool set_time(ASN1_TIME* field, std::chrono::sys_seconds moment)
{
    return ASN1_TIME_adj(field, moment.time_since_epoch().count(), 0, 0) != nullptr;
}

bool set_subject(X509& certificate, const std::string& name)
{
    if (name.empty()) return true;
    const View octets = as_octets(name);
    return X509_NAME_add_entry_by_NID(X509_get_subject_name(&certificate), NID_commonName,
                                      MBSTRING_UTF8, octets.data(), static_cast<int>(octets.size()),
                                      -1, 0) == 1;
}

const EVP_MD* digest_of(SignatureHash hash)
{
    return hash == SignatureHash::sha1 ? EVP_sha1() : EVP_sha256();
}

// `issuer` null: self-signed.
CertificatePointer make_certificate(const CertificateRequest& request, EVP_PKEY& key, X509* issuer,
                                    EVP_PKEY& issuer_key)
{
    CertificatePointer made{X509_new()};
    if (made == nullptr) return nullptr;
    X509* above = issuer == nullptr ? made.get() : issuer;
    const bool good = X509_set_version(made.get(), X509_VERSION_3) == 1 && set_serial(*made) &&
                      set_time(X509_getm_notBefore(made.get()), request.validity.from) &&
                      set_time(X509_getm_notAfter(made.get()), request.validity.until) &&
                      set_subject(*made, request.subject) &&
                      X509_set_issuer_name(made.get(), X509_get_subject_name(above)) == 1 &&
                      X509_set_pubkey(made.get(), &key) == 1 &&
                      add_extensions(*made, *above, request) &&
                      X509_sign(made.get(), &issuer_key, digest_of(request.signature_hash)) > 0;
    return good ? std::move(made) : nullptr;
}

std::expected<IssuedCertificate, std::string> issue(const CertificateRequest& request, X509* issuer,
                                                    EVP_PKEY* issuer_key)
{
    const KeyPointer key = make_key(request.key_type);
    if (key == nullptr) return std::unexpected("cannot make a key for " + request.subject);
    const CertificatePointer made =
        make_certificate(request, *key, issuer, issuer_key == nullptr ? *key : *issuer_key);
    if (made == nullptr) {
        return std::unexpected("cannot make a certificate for " + request.subject);
    }
    return IssuedCertificate{to_pem(*made), to_pem(*key)};
}

}  // namespace

std::expected<IssuedCertificate, std::string> issue_self_signed(const CertificateRequest& request)
{
    return issue(request, nullptr, nullptr);
}

std::expected<IssuedCertificate, std::string> issue_certificate(const CertificateRequest& request,
                                                                const IssuedCertificate& issuer)
{
    const auto chain = certificates_from_pem(issuer.certificate_pem);
    if (!chain) return std::unexpected("the issuer: " + chain.error());
    const auto key = key_from_pem(issuer.key_pem);
    if (!key) return std::unexpected("the issuer: " + key.error());
    return issue(request, chain->front().get(), key->get());
}

}  // namespace gateway::crypto
