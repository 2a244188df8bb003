// A key and a certificate of its own making, for tests. RSA, or the name of a curve.
#pragma once

#include <botan/ecdsa.h>
#include <botan/pkcs8.h>
#include <botan/rsa.h>
#include <botan/x509self.h>

#include <memory>
#include <string>

#include "crypto/botan_random.h"
#include "crypto/seeded_random.h"

namespace conformance::crypto {

struct TestKey {
    std::string key_pem;
    Octets certificate;
};

// Of this kind and seed, with a certificate that it signs itself.
inline TestKey self_signed(const std::string& kind, std::uint8_t seed, const Botan::X509_Cert_Options& options)
{
    const auto seeded = seeded_random(Octets(16, seed), kind);
    BotanRandom random{*seeded};
    std::unique_ptr<Botan::Private_Key> key;
    if (kind == "RSA") {
        key = std::make_unique<Botan::RSA_PrivateKey>(random, 2048);
    } else {
        key = std::make_unique<Botan::ECDSA_PrivateKey>(random, Botan::EC_Group{kind});
    }
    const auto certificate = Botan::X509::create_self_signed_cert(options, *key, "SHA-256", random).BER_encode();
    return {Botan::PKCS8::PEM_encode(*key), {certificate.begin(), certificate.end()}};
}

inline TestKey test_key(const std::string& kind)
{
    Botan::X509_Cert_Options options{"client.example.test"};
    options.dns = "client.example.test";
    return self_signed(kind, 1, options);
}

}  // namespace conformance::crypto
