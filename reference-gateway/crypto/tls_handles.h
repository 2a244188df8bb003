// Owning pointers for the OpenSSL objects of the TLS side.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

namespace gateway::crypto {

template <auto release>
struct Release {
    void operator()(auto* object) const noexcept { release(object); }
};

using BioPointer = std::unique_ptr<BIO, Release<BIO_free_all>>;
using BignumPointer = std::unique_ptr<BIGNUM, Release<BN_free>>;
using DigestContextPointer = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
using ExtensionPointer = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using GeneralNamesPointer = std::unique_ptr<GENERAL_NAMES, Release<GENERAL_NAMES_free>>;
using KeyPointer = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using CipherStackPointer =
    std::unique_ptr<STACK_OF(SSL_CIPHER), decltype([](auto* stack) { sk_SSL_CIPHER_free(stack); })>;
using SslContextPointer = std::unique_ptr<SSL_CTX, Release<SSL_CTX_free>>;
using SslPointer = std::unique_ptr<SSL, Release<SSL_free>>;
using CertificatePointer = std::unique_ptr<X509, Release<X509_free>>;

}  // namespace gateway::crypto
