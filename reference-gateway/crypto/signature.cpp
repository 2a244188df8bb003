#include "crypto/signature.h"

#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

#include "crypto/certificate_pem.h"
#include "crypto/hash_algorithm.h"

namespace gateway::crypto {

struct SigningKey::Parsed {
    KeyPointer key;
};

namespace {

using SignaturePointer = std::unique_ptr<ECDSA_SIG, Release<ECDSA_SIG_free>>;

std::optional<KeyFamily> family_of(const EVP_PKEY& key)
{
    switch (EVP_PKEY_get_base_id(&key)) {
        case EVP_PKEY_RSA:
            return KeyFamily::rsa;
        case EVP_PKEY_EC:
            return KeyFamily::ecdsa;
        default:
            return std::nullopt;
    }
}

bool fits(const EVP_PKEY& key, const SignatureMethod& method)
{
    const bool elliptic =
        method.form == SignatureForm::ecdsa || method.form == SignatureForm::ecdsa_plain;
    return method.hash != Hash::md5 &&
           family_of(key) == (elliptic ? KeyFamily::ecdsa : KeyFamily::rsa);
}

// A salt as long as the hash: RFC 7427, Appendix A.4.
bool prepare(EVP_PKEY_CTX* parameters, SignatureForm form)
{
    return form != SignatureForm::rsa_pss ||
           (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) > 0 &&
            EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) > 0);
}

std::size_t order_octets(const EVP_PKEY& key)
{
    return (static_cast<std::size_t>(EVP_PKEY_get_bits(&key)) + 7) / 8;
}

std::optional<Octets> plain_of(View sequence, std::size_t half)
{
    const unsigned char* at = sequence.data();
    const SignaturePointer both{
        d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(sequence.size()))};
    Octets plain(2 * half);
    const int width = static_cast<int>(half);
    if (both == nullptr ||
        BN_bn2binpad(ECDSA_SIG_get0_r(both.get()), plain.data(), width) != width ||
        BN_bn2binpad(ECDSA_SIG_get0_s(both.get()), plain.data() + half, width) != width) {
        return std::nullopt;
    }
    return plain;
}

std::optional<Octets> sequence_of(View plain, std::size_t half)
{
    if (plain.size() != 2 * half) return std::nullopt;
    const SignaturePointer both{ECDSA_SIG_new()};
    BIGNUM* r = BN_bin2bn(plain.data(), static_cast<int>(half), nullptr);
    BIGNUM* s = BN_bin2bn(plain.data() + half, static_cast<int>(half), nullptr);
    if (both == nullptr || r == nullptr || s == nullptr ||
        ECDSA_SIG_set0(both.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return std::nullopt;
    }
    Octets sequence(static_cast<std::size_t>(i2d_ECDSA_SIG(both.get(), nullptr)));
    unsigned char* at = sequence.data();
    i2d_ECDSA_SIG(both.get(), &at);
    return sequence;
}

}  // namespace

std::expected<SigningKey, std::string> SigningKey::from_pem(const std::string& pem)
{
    auto key = key_from_pem(pem);
    if (!key) return std::unexpected(key.error());
    const auto family = family_of(**key);
    if (!family) return std::unexpected("is neither an RSA nor an elliptic-curve key");
    SigningKey made;
    made.family_ = *family;
    made.bits_ = static_cast<std::size_t>(EVP_PKEY_get_bits(key->get()));
    made.parsed_ = std::make_shared<const Parsed>(Parsed{std::move(*key)});
    return made;
}

std::optional<Octets> SigningKey::sign(const SignatureMethod& method, View octets) const
{
    EVP_PKEY* key = parsed_->key.get();
    const DigestContextPointer context{EVP_MD_CTX_new()};
    if (context == nullptr || !fits(*key, method)) return std::nullopt;
    EVP_PKEY_CTX* parameters = nullptr;
    std::size_t size = 0;
    const bool ready =
        EVP_DigestSignInit(context.get(), &parameters, algorithm_of(method.hash), nullptr, key) == 1 &&
        prepare(parameters, method.form) &&
        EVP_DigestSign(context.get(), nullptr, &size, octets.data(), octets.size()) == 1;
    Octets signature(size);
    if (!ready || EVP_DigestSign(context.get(), signature.data(), &size, octets.data(),
                                 octets.size()) != 1) {
        ERR_clear_error();
        return std::nullopt;
    }
    signature.resize(size);
    return method.form == SignatureForm::ecdsa_plain ? plain_of(signature, order_octets(*key))
                                                     : std::optional{std::move(signature)};
}

bool is_signed_by(View certificate, const SignatureMethod& method, View octets, View signature)
{
    const auto decoded = DecodedCertificate::read(certificate);
    return decoded && is_signed_by(*decoded, method, octets, signature);
}

bool is_signed_by(const DecodedCertificate& certificate, const SignatureMethod& method, View octets,
                  View signature)
{
    EVP_PKEY* key = X509_get0_pubkey(certificate.get());
    const DigestContextPointer context{EVP_MD_CTX_new()};
    EVP_PKEY_CTX* parameters = nullptr;
    bool good = false;
    if (key != nullptr && context != nullptr && fits(*key, method)) {
        const auto form = method.form == SignatureForm::ecdsa_plain
                              ? sequence_of(signature, order_octets(*key))
                              : std::optional{copy_of(signature)};
        good = form &&
               EVP_DigestVerifyInit(context.get(), &parameters, algorithm_of(method.hash), nullptr,
                                    key) == 1 &&
               prepare(parameters, method.form) &&
               EVP_DigestVerify(context.get(), form->data(), form->size(), octets.data(),
                                octets.size()) == 1;
    }
    ERR_clear_error();
    return good;
}

}  // namespace gateway::crypto
