// What openssl signed verifies, what we sign verifies, and each AlgorithmIdentifier is that of RFC 7427, Appendix A.
#include "crypto/signature.h"

#include <gtest/gtest.h>

#include <map>

#include "catalog/toml_file.h"
#include "crypto/pem.h"
#include "crypto/seeded_random.h"
#include "crypto/test_key.h"

namespace conformance::crypto {
namespace {

using Form = SignatureScheme::Form;

const std::map<std::string, Form> forms{{"rsa_pkcs1", Form::rsa_pkcs1}, {"rsa_pss", Form::rsa_pss}, {"ecdsa", Form::ecdsa}};

Octets octets(const std::string& text) { return from_hex(text).value_or(Octets{}); }

SignatureScheme scheme(catalog::TomlTable& row)
{
    return {forms.at(row.string("form")), static_cast<Hash>(row.integer("hash", 1, 4)),
            static_cast<std::size_t>(row.integer("salt", 0, 64))};
}

TEST(A_signature, of_openssl_verifies_as_what_it_is_alone)
{
    const catalog::TomlFile file{std::string{SALLYPORT_SOURCE} + "/vectors/signatures/openssl.toml"};
    auto root = file.root();
    auto certificates = root.table("certificates");
    const auto message = octets(root.string("message"));
    unsigned verified = 0;
    for (auto& row : root.tables("signature")) {
        const auto certificate = octets(certificates.string(row.string("certificate")));
        const auto how = scheme(row);
        auto signature = octets(row.string("octets"));
        EXPECT_EQ(check_signature(certificate, how, message, signature), SignatureCheck::good) << to_string(how);
        EXPECT_EQ(check_signature(certificate, how, view("other octets"), signature), SignatureCheck::bad);
        auto other = how;
        other.hash = how.hash == Hash::sha2_256 ? Hash::sha2_384 : Hash::sha2_256;
        EXPECT_EQ(check_signature(certificate, other, message, signature), SignatureCheck::bad) << to_string(how);
        other = {how.form == Form::ecdsa ? Form::rsa_pkcs1 : Form::ecdsa, how.hash};
        EXPECT_EQ(check_signature(certificate, other, message, signature), SignatureCheck::bad) << to_string(how);
        signature.pop_back();
        EXPECT_EQ(check_signature(certificate, how, message, signature), SignatureCheck::bad) << to_string(how);
        EXPECT_EQ(check_signature(certificate, how, message, {}), SignatureCheck::bad) << to_string(how);
        ++verified;
    }
    EXPECT_EQ(verified, 21U);
    EXPECT_EQ(check_signature(message, rsa_pss(Hash::sha2_256), message, message), SignatureCheck::unknown);
}

TEST(An_algorithm_identifier, is_written_and_read)
{
    const std::vector<std::pair<SignatureScheme, const char*>> known{
        {{Form::rsa_pkcs1, Hash::sha1}, "300d06092a864886f70d0101050500"},
        {{Form::rsa_pkcs1, Hash::sha2_256}, "300d06092a864886f70d01010b0500"},
        {{Form::rsa_pkcs1, Hash::sha2_384}, "300d06092a864886f70d01010c0500"},
        {{Form::rsa_pkcs1, Hash::sha2_512}, "300d06092a864886f70d01010d0500"},
        {{Form::ecdsa, Hash::sha1}, "300906072a8648ce3d0401"},
        {{Form::ecdsa, Hash::sha2_256}, "300a06082a8648ce3d040302"},
        {{Form::ecdsa, Hash::sha2_384}, "300a06082a8648ce3d040303"},
        {{Form::ecdsa, Hash::sha2_512}, "300a06082a8648ce3d040304"},
    };
    for (const auto& [how, text] : known) {
        EXPECT_EQ(hex(algorithm_identifier(how)), text);
        EXPECT_EQ(scheme_of(octets(text)), how);
    }
    for (const auto hash : {Hash::sha2_256, Hash::sha2_384, Hash::sha2_512}) {
        EXPECT_EQ(scheme_of(algorithm_identifier(rsa_pss(hash))), rsa_pss(hash));
    }
}

TEST(The_parameters_of_pss, have_defaults_and_a_trailer)
{
    const std::string before = "06092a864886f70d01010a";
    const std::string sha256 = "300d06096086480165030402010500", mask = "301a06092a864886f70d010108" + sha256;
    EXPECT_EQ(scheme_of(octets("300d" + before + "3000")), rsa_pss(Hash::sha1));
    EXPECT_EQ(scheme_of(octets("303e" + before +
                               "3031a00b300906052b0e03021a0500a118301606092a864886f70d010108300906052b0e03021a0500a203020114a303020101")),
              rsa_pss(Hash::sha1));
    const auto whole = [&](const std::string& end) { return "3039a00f" + sha256 + "a11c" + mask + "a203020120a30302" + end; };
    EXPECT_EQ(scheme_of(octets("3046" + before + whole("0101"))), rsa_pss(Hash::sha2_256));
    EXPECT_EQ(scheme_of(octets("3046" + before + whole("0102"))), std::nullopt) << "a trailer that nobody knows";
    EXPECT_EQ(scheme_of(octets("301e" + before + "3011a00f" + sha256)), std::nullopt) << "a mask of SHA-1 beside SHA-256";
}

TEST(An_algorithm_identifier, of_something_else_is_unknown)
{
    for (const auto* text : {"", "30", "3000", "300906072a8648ce380403", "300506032b6570", "300d06092a864886f70d01010b050000",
                             "300d06092a864886f70d01010a0500"}) {
        EXPECT_EQ(scheme_of(octets(text)), std::nullopt) << text;
    }
}

class Ours : public testing::TestWithParam<std::string> {};

TEST_P(Ours, verifies_and_is_the_same_again)
{
    const auto made = test_key(GetParam());
    const auto key = PrivateKey::read(made.key_pem);
    ASSERT_TRUE(key);
    EXPECT_TRUE(key->belongs_to(made.certificate));
    const bool is_rsa = GetParam() == "RSA";
    EXPECT_FALSE(key->belongs_to(test_key(is_rsa ? "secp256r1" : "RSA").certificate));
    for (const auto hash : {Hash::sha1, Hash::sha2_256, Hash::sha2_384, Hash::sha2_512}) {
        for (const auto& how : is_rsa ? std::vector{SignatureScheme{Form::rsa_pkcs1, hash}, rsa_pss(hash)}
                                      : std::vector{SignatureScheme{Form::ecdsa, hash}, SignatureScheme{Form::ecdsa_plain, hash}}) {
            const auto sign = [&] { return key->sign(how, view("a message"), *seeded_random(Octets(16, 7), "sign")); };
            const auto signature = sign();
            ASSERT_TRUE(signature) << to_string(how);
            EXPECT_EQ(check_signature(made.certificate, how, view("a message"), *signature), SignatureCheck::good);
            EXPECT_EQ(signature, sign());
            EXPECT_EQ(scheme_named(to_string(how)), how);
        }
    }
    EXPECT_FALSE(key->sign({is_rsa ? Form::ecdsa : Form::rsa_pkcs1, Hash::sha2_256}, view("a"), *seeded_random({}, "")));
}

INSTANTIATE_TEST_SUITE_P(Keys, Ours, testing::Values("RSA", "secp256r1", "secp384r1", "secp521r1"));

TEST(A_plain_signature, is_two_numbers_of_the_curves_length)
{
    const std::map<std::string, std::size_t> lengths{{"secp256r1", 64}, {"secp384r1", 96}, {"secp521r1", 132}};
    for (const auto& [curve, length] : lengths) {
        const auto key = PrivateKey::read(test_key(curve).key_pem);
        const auto signature = key->sign({Form::ecdsa_plain, Hash::sha2_256}, view("a"), *seeded_random({}, "plain"));
        EXPECT_EQ(signature->size(), length) << curve;
    }
}

TEST(Pem, gives_certificates_alone_and_back)
{
    const auto one = test_key("secp256r1");
    const auto two = test_key("RSA");
    const std::vector certificates{one.certificate, two.certificate};
    const auto pem = pem_of(certificates);
    EXPECT_EQ(certificates_of(pem), certificates);
    EXPECT_EQ(certificates_of(one.key_pem + pem), certificates);
    EXPECT_TRUE(certificates_of("").empty());
    EXPECT_TRUE(certificates_of(one.key_pem).empty());
    EXPECT_TRUE(certificates_of(pem.substr(0, pem.size() - 60)).empty());
    EXPECT_TRUE(certificates_of("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").empty());
    EXPECT_FALSE(PrivateKey::read(pem));
    EXPECT_FALSE(PrivateKey::read(""));
}

}  // namespace
}  // namespace conformance::crypto
