#include "crypto/stranger.h"

#include <botan/ecdsa.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/x509_ca.h>
#include <botan/x509_ext.h>

#include <stdexcept>

#include "crypto/a_day.h"
#include "crypto/botan_random.h"
#include "crypto/parsed_certificate.h"

namespace conformance::crypto {

Minted stranger_named_like(View certificate, Random& random, const std::string& today)
try {
    constexpr std::size_t serial_octets = 16;
    const ParsedCertificate parsed{certificate};
    const auto& name = parsed.content().subject_dn();
    BotanRandom adapter{random};
    const Botan::ECDSA_PrivateKey key{adapter, Botan::EC_Group{"secp256r1"}};
    Botan::AlgorithmIdentifier algorithm;
    const std::unique_ptr<Botan::PK_Signer> signer{
        Botan::choose_sig_format(key, adapter, "SHA-256", algorithm)};
    const auto serial = random.octets(serial_octets);
    const auto valid = day_around(today);
    Botan::Extensions extensions;
    extensions.add(new Botan::Cert_Extension::Basic_Constraints{false}, true);
    extensions.add(new Botan::Cert_Extension::Key_Usage{Botan::DIGITAL_SIGNATURE}, true);
    extensions.add(new Botan::Cert_Extension::Extended_Key_Usage{
        {Botan::OID::from_string("PKIX.ClientAuth")}});
    const auto made = Botan::X509_CA::make_cert(
        signer.get(), adapter, Botan::BigInt{serial.data(), serial.size()}, algorithm,
        key.subject_public_key(), Botan::X509_Time{valid.begin}, Botan::X509_Time{valid.end}, name,
        name, extensions);
    const auto der = made.BER_encode();
    auto read = PrivateKey::read(Botan::PKCS8::PEM_encode(key));
    if (!read) {
        throw std::runtime_error{"a key that was made cannot be read"};
    }
    return {{der.begin(), der.end()}, std::move(*read)};
} catch (const Botan::Exception& problem) {
    throw std::runtime_error{problem.what()};
}

}  // namespace conformance::crypto
