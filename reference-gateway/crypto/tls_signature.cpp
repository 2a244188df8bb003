#include "crypto/tls_signature.h"

#include <openssl/err.h>
#include <openssl/rsa.h>

#include "crypto/certificate_pem.h"

namespace gateway::crypto {
namespace {

bool use_pss(EVP_PKEY_CTX* parameters)
{
    return EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) > 0;
}

bool fits(const EVP_PKEY& key, std::optional<SignatureScheme> scheme)
{
    const bool ecdsa = scheme == SignatureScheme::ecdsa_secp256r1_sha256;
    return EVP_PKEY_get_base_id(&key) == (ecdsa ? EVP_PKEY_EC : EVP_PKEY_RSA);
}

const EVP_MD* digest_of(std::optional<SignatureScheme> scheme)
{
    if (!scheme) return EVP_md5_sha1();
    return scheme == SignatureScheme::rsa_pkcs1_sha1 ? EVP_sha1() : EVP_sha256();
}

}  // namespace

std::optional<Octets> sign_key_exchange(const std::string& key_pem,
                                        std::optional<SignatureScheme> scheme, View to_be_signed)
{
    const auto key = key_from_pem(key_pem);
    const DigestContextPointer context{EVP_MD_CTX_new()};
    if (!key || context == nullptr || !fits(**key, scheme)) return std::nullopt;
    EVP_PKEY_CTX* parameters = nullptr;
    std::size_t size = 0;
    const bool ready =
        EVP_DigestSignInit(context.get(), &parameters, digest_of(scheme), nullptr, key->get()) ==
            1 &&
        (scheme != SignatureScheme::rsa_pss_rsae_sha256 || use_pss(parameters)) &&
        EVP_DigestSign(context.get(), nullptr, &size, to_be_signed.data(), to_be_signed.size()) == 1;
    Octets signature(size);
    if (!ready || EVP_DigestSign(context.get(), signature.data(), &size, to_be_signed.data(),
                                 to_be_signed.size()) != 1) {
        ERR_clear_error();
        return std::nullopt;
    }
    signature.resize(size);
    return signature;
}

}  // namespace gateway::crypto
