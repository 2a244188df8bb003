// AUTH payloads that were made are found good, and as bad as they are after a change of anything that they cover.

#include "peers/ike/authentication.h"

#include <gtest/gtest.h>

#include "crypto/seeded_random.h"
#include "crypto/test_key.h"

namespace conformance::peers::ike {
namespace {

using namespace wire::ike;
using crypto::SignatureCheck;
using Method = AuthenticationMethod;

class Keys : public Credentials {
public:
    explicit Keys(const crypto::TestKey& key) : certificates_{key.certificate}, key_{*crypto::PrivateKey::read(key.key_pem)} {}
    [[nodiscard]] const std::vector<Octets>& certificates() const override { return certificates_; }
    [[nodiscard]] std::optional<Octets> sign(const std::string& algorithm, View to_be_signed) override
    {
        const auto scheme = crypto::scheme_named(algorithm);
        return scheme ? key_.sign(*scheme, to_be_signed, *crypto::seeded_random(Octets(16, 3), "sign")) : std::nullopt;
    }

private:
    std::vector<Octets> certificates_;
    crypto::PrivateKey key_;
};

struct Expected {
    std::string key;
    std::optional<std::vector<std::uint16_t>> hashes;
    Method method;
    std::string scheme;
};

class Authentications : public testing::TestWithParam<Expected> {};

TEST_P(Authentications, are_good_for_what_they_cover_alone)
{
    Keys keys{crypto::test_key(GetParam().key)};
    const auto& certificate = keys.certificates().front();
    const auto how = method_for(certificate, GetParam().hashes);
    ASSERT_TRUE(how);
    EXPECT_EQ(how->method, GetParam().method);
    EXPECT_EQ(crypto::to_string(how->scheme), GetParam().scheme);

    const Octets message(100, 1), nonce(32, 2), key(32, 3);
    const auto id = payload(PayloadType::identification_initiator, Identification{2, 0, {'a'}});
    const auto octets = octets_to_sign({message, nonce, 5, key}, id);
    auto authentication = sign(keys, *how, octets);
    ASSERT_TRUE(authentication);
    const auto verified = verify(*authentication, certificate, octets);
    EXPECT_EQ(verified.check, SignatureCheck::good);
    EXPECT_EQ(verified.scheme, how->scheme);

    auto other_id = id;
    std::get<Identification>(other_id.body).reserved = 1;
    const Octets other(32, 9);
    for (const auto& changed :
         {octets_to_sign({other, nonce, 5, key}, id), octets_to_sign({message, other, 5, key}, id),
          octets_to_sign({message, nonce, 5, other}, id), octets_to_sign({message, nonce, 5, key}, other_id)}) {
        EXPECT_EQ(verify(*authentication, certificate, changed).check, SignatureCheck::bad);
    }
    const auto stranger = crypto::test_key(GetParam().key == "RSA" ? "secp256r1" : "RSA");
    EXPECT_EQ(verify(*authentication, stranger.certificate, octets).check, SignatureCheck::bad);
    authentication->data.back() ^= 1;
    EXPECT_EQ(verify(*authentication, certificate, octets).check, SignatureCheck::bad);
}

INSTANTIATE_TEST_SUITE_P(
    Methods, Authentications,
    testing::Values(Expected{"RSA", std::nullopt, Method::rsa_signature, "RSASSA-PKCS1-v1_5 with SHA-1"},
                    Expected{"RSA", std::vector<std::uint16_t>{1}, Method::rsa_signature, "RSASSA-PKCS1-v1_5 with SHA-1"},
                    Expected{"RSA", std::vector<std::uint16_t>{4, 2}, Method::digital_signature, "RSASSA-PSS with SHA2-256"},
                    Expected{"RSA", std::vector<std::uint16_t>{4}, Method::digital_signature, "RSASSA-PSS with SHA2-512"},
                    Expected{"secp256r1", std::nullopt, Method::ecdsa_p256, "ECDSA (plain) with SHA2-256"},
                    Expected{"secp384r1", std::nullopt, Method::ecdsa_p384, "ECDSA (plain) with SHA2-384"},
                    Expected{"secp521r1", std::nullopt, Method::ecdsa_p521, "ECDSA (plain) with SHA2-512"},
                    Expected{"secp384r1", std::vector<std::uint16_t>{2, 3}, Method::digital_signature, "ECDSA with SHA2-384"},
                    Expected{"secp521r1", std::vector<std::uint16_t>{2}, Method::digital_signature, "ECDSA with SHA2-256"}));

TEST(A_method, of_a_curve_is_not_that_of_another)
{
    Keys keys{crypto::test_key("secp256r1")};
    const auto authentication = sign(keys, *method_for(keys.certificates().front(), std::nullopt), view("octets"));
    auto other = *authentication;
    other.method = static_cast<std::uint8_t>(Method::ecdsa_p384);
    EXPECT_EQ(verify(other, keys.certificates().front(), view("octets")).check, SignatureCheck::bad);
}

TEST(A_method, that_is_unknown_is_not_judged)
{
    const auto certificate = crypto::test_key("RSA").certificate;
    for (const auto method : std::vector<std::uint8_t>{0, 2, 3, 13, 200}) {
        EXPECT_EQ(verify({method, 0, Octets(32)}, certificate, view("octets")).check, SignatureCheck::unknown);
    }
    Authentication ed25519{14, 0, {7, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 1, 2, 3}};
    EXPECT_EQ(verify(ed25519, certificate, view("octets")).check, SignatureCheck::unknown);
    for (const auto& cut : {Octets{}, Octets{7, 0x30, 5}}) {
        EXPECT_EQ(verify({14, 0, cut}, certificate, view("octets")).check, SignatureCheck::bad);
    }
}

TEST(The_notify, of_hash_algorithms_is_read_as_it_is_written)
{
    Message message;
    EXPECT_FALSE(signature_hashes(message));
    message.payloads.push_back(signature_hash_algorithms({2, 3, 258}));
    EXPECT_EQ(signature_hashes(message), (std::vector<std::uint16_t>{2, 3, 258}));
    std::get<Notify>(message.payloads.front().body).data.push_back(0);
    EXPECT_EQ(signature_hashes(message), (std::vector<std::uint16_t>{2, 3, 258}));
}

}  // namespace
}  // namespace conformance::peers::ike
