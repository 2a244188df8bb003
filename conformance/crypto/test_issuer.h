// An authority of its own making, for tests. RSA, or the name of a curve.
#pragma once

#include "crypto/test_key.h"

namespace conformance::crypto {

inline TestKey test_issuer(const std::string& kind)
{
    const auto seeded = seeded_random(Octets(16, 2), kind);
    BotanRandom random{*seeded};
    std::unique_ptr<Botan::Private_Key> key;
    if (kind == "RSA") {
        key = std::make_unique<Botan::RSA_PrivateKey>(random, 2048);
    } else {
        key = std::make_unique<Botan::ECDSA_PrivateKey>(random, Botan::EC_Group{kind});
    }
    Botan::X509_Cert_Options options{"clients' authority"};
    options.CA_key();
    const auto certificate =
        Botan::X509::create_self_signed_cert(options, *key, "SHA-256", random).BER_encode();
    return {Botan::PKCS8::PEM_encode(*key), {certificate.begin(), certificate.end()}};
}

}  // namespace conformance::crypto
