#include "crypto/issuer.h"

#include <botan/data_src.h>
#include <botan/ecdsa.h>
#include <botan/pkcs8.h>
#include <botan/pubkey.h>
#include <botan/x509_ca.h>
#include <botan/x509_ext.h>

#include <stdexcept>

#include "crypto/a_day.h"
#include "crypto/botan_random.h"
#include "crypto/digest.h"
#include "crypto/parsed_certificate.h"
#include "crypto/seeded_random.h"

namespace conformance::crypto {

namespace {

constexpr std::size_t serial_octets = 16;

std::string name_of(std::size_t number)
{
    return "sallyport-" + std::to_string(number) + ".invalid";
}

Botan::Extensions extensions_of(std::size_t number, const Botan::X509_Certificate& issuer)
{
    using namespace Botan::Cert_Extension;
    Botan::Extensions extensions;
    extensions.add(new Basic_Constraints{false}, true);
    extensions.add(new Key_Usage{Botan::DIGITAL_SIGNATURE}, true);
    extensions.add(new Extended_Key_Usage{{Botan::OID::from_string("PKIX.ClientAuth")}});
    extensions.add(new Subject_Alternative_Name{Botan::AlternativeName{"", "", name_of(number)}});
    if (!issuer.subject_key_id().empty()) {
        extensions.add(new Authority_Key_ID{issuer.subject_key_id()});
    }
    return extensions;
}

}  // namespace

struct Issuer::Authority {
    Botan::X509_Certificate certificate;
    std::unique_ptr<Botan::Private_Key> key;
    Octets secret;  // of the key, as a seed
};

std::optional<Issuer> Issuer::read(View certificate, const std::string& key_pem)
{
    try {
        const ParsedCertificate parsed{certificate};
        Botan::DataSource_Memory source{key_pem};
        std::unique_ptr<Botan::Private_Key> key = Botan::PKCS8::load_key(source);
        const auto own = parsed.key();
        const bool fits = own != nullptr && own->algo_name() == key->algo_name() &&
                          own->public_key_bits() == key->public_key_bits();
        if (!fits || !parsed.content().is_CA_cert()) {
            return std::nullopt;
        }
        const auto bits = key->private_key_bits();
        auto secret = sha256({bits.data(), bits.size()});
        Issuer issuer;
        issuer.authority_ = std::make_shared<const Authority>(
            Authority{parsed.content(), std::move(key), std::move(secret)});
        return issuer;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

Minted Issuer::mint(std::size_t number, View seed, const std::string& today) const
{
    const auto& [certificate, own_key, secret] = *authority_;
    auto material = secret;
    append(material, seed);
    const auto random = seeded_random(material, "identity/" + std::to_string(number));
    BotanRandom adapter{*random};
    const Botan::ECDSA_PrivateKey key{adapter, Botan::EC_Group{"secp256r1"}};
    Botan::AlgorithmIdentifier algorithm;
    const std::unique_ptr<Botan::PK_Signer> signer{
        Botan::choose_sig_format(*own_key, adapter, "SHA-256", algorithm)};
    Botan::X509_DN subject;
    subject.add_attribute("X520.CommonName", name_of(number));
    const auto serial = random->octets(serial_octets);
    const auto valid = day_around(today);
    const auto made = Botan::X509_CA::make_cert(
        signer.get(), adapter, Botan::BigInt{serial.data(), serial.size()}, algorithm,
        key.subject_public_key(), Botan::X509_Time{valid.begin}, Botan::X509_Time{valid.end},
        certificate.subject_dn(), subject, extensions_of(number, certificate));
    const auto der = made.BER_encode();
    auto read = PrivateKey::read(Botan::PKCS8::PEM_encode(key));
    if (!read) {
        throw std::runtime_error{"a key that was made cannot be read"};
    }
    return {{der.begin(), der.end()}, std::move(*read)};
}

}  // namespace conformance::crypto
