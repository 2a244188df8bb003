#include "ike/authenticator.h"

#include <gtest/gtest.h>

#include "crypto/certificate.h"
#include "crypto/certificate_reading.h"

namespace gateway::ike {
namespace {

using crypto::Hash;
using crypto::SignatureForm;

crypto::IssuedCertificate certificate(crypto::KeyType type)
{
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    crypto::CertificateRequest request;
    request.subject = "gw";
    request.validity = {now - std::chrono::days{1}, now + std::chrono::days{1}};
    request.key_type = type;
    return crypto::issue_self_signed(request).value();
}

Octets from_hex(std::string_view text)
{
    Octets octets;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        octets.push_back(static_cast<std::uint8_t>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16)));
    }
    return octets;
}

// The payload as this gateway writes it, read and verified again.
bool proves(crypto::KeyType type, const std::vector<std::uint16_t>& peer_hashes)
{
    const auto issued = certificate(type);
    const auto key = crypto::SigningKey::from_pem(issued.key_pem).value();
    const auto method = own_method(key, peer_hashes);
    const Octets message{1, 2, 3};
    const auto signature = key.sign(method.method, message);
    const auto read = signature ? signature_in(authenticator(method, *signature)) : std::nullopt;
    const Octets der = crypto::to_der(issued.certificate_pem).value().front();
    return read && std::ranges::any_of(read->methods, [&](const auto& one) {
               return crypto::is_signed_by(der, one, message, read->octets);
           });
}

}  // namespace

TEST(Authenticator, ProvesWhatItSays)
{
    for (const auto type : {crypto::KeyType::rsa_2048, crypto::KeyType::ecdsa_p256}) {
        EXPECT_TRUE(proves(type, {})) << "RFC 7296 and RFC 4754";
        EXPECT_TRUE(proves(type, {2})) << "RFC 7427 with SHA2-256";
        EXPECT_TRUE(proves(type, {4, 3})) << "RFC 7427 with SHA2-384";
    }
}

TEST(Authenticator, IsOfTheMethodThatThePeerKnows)
{
    const auto rsa = crypto::SigningKey::from_pem(certificate(crypto::KeyType::rsa_2048).key_pem);
    EXPECT_EQ(own_method(*rsa, {}).number, 1);
    EXPECT_EQ(own_method(*rsa, {1}).number, 1) << "SHA-1 alone: RFC 7427 signs with better";
    EXPECT_EQ(own_method(*rsa, {1, 3}).number, 14);
    const auto ecdsa = crypto::SigningKey::from_pem(certificate(crypto::KeyType::ecdsa_p256).key_pem);
    EXPECT_EQ(own_method(*ecdsa, {}).number, 9);
    EXPECT_EQ(own_method(*ecdsa, {2}).number, 14);
}

// RFC 7427, Appendix A, as OpenSSL writes them too.
TEST(Authenticator, KnowsTheAlgorithmIdentifiersOfOthers)
{
    const auto method_of = [](std::string_view identifier) {
        const Octets octets = from_hex(identifier);
        const Octets length{static_cast<std::uint8_t>(octets.size())};
        const auto read = signature_in({14, joined({length, octets, Octets{0xab}})});
        return read ? std::optional{read->methods.front()} : std::nullopt;
    };
    EXPECT_EQ(method_of("300d06092a864886f70d01010b0500"),
              (crypto::SignatureMethod{SignatureForm::rsa_pkcs1, Hash::sha2_256}));
    EXPECT_EQ(method_of("300a06082a8648ce3d040303"),
              (crypto::SignatureMethod{SignatureForm::ecdsa, Hash::sha2_384}));
    EXPECT_EQ(method_of("304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a0609"
                        "2a864886f70d010108300d06096086480165030402010500a203020120"),
              (crypto::SignatureMethod{SignatureForm::rsa_pss, Hash::sha2_256}));
    EXPECT_EQ(method_of("300d06092a864886f70d0101050500"), std::nullopt) << "SHA-1";
}

TEST(Authenticator, IsNothingWhereItCannotBeRead)
{
    EXPECT_FALSE(signature_in({2, Octets(20)})) << "a shared key";
    EXPECT_FALSE(signature_in({14, {}}));
    EXPECT_FALSE(signature_in({14, {200, 1, 2}}));
}

}  // namespace gateway::ike
