// The certificates nginx sent in the captured handshake, and what openssl was told to put into
// them.
#include "crypto/certificate.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "catalog/toml_file.h"

namespace conformance::crypto {
namespace {

std::vector<Octets> captured_chain()
{
    const catalog::TomlFile file{std::string{SALLYPORT_SOURCE} +
                                 "/pcaps/nginx-tls-1.2-ecdhe-rsa-aes256-gcm-sha384/expect.toml"};
    std::vector<Octets> chain;
    for (const auto& text : file.root().strings("certificates")) {
        chain.push_back(*from_hex(text));
    }
    return chain;
}

TEST(A_certificate, says_names_dates_key_and_signature)
{
    const auto leaf = Certificate::read(captured_chain().at(0));
    ASSERT_TRUE(leaf);
    EXPECT_EQ(leaf->common_name, "gw.example.test");
    EXPECT_EQ(leaf->dns_names, std::vector<std::string>{"gw.example.test"});
    EXPECT_EQ(leaf->not_before, "2026-11-22T02:29:22Z");
    EXPECT_EQ(leaf->not_after, "2026-12-22T02:29:22Z");
    EXPECT_EQ(leaf->key_algorithm, "RSA");
    EXPECT_EQ(leaf->key_bits, 2048u);
    EXPECT_EQ(leaf->signature_hash, "SHA-256");
    EXPECT_FALSE(leaf->self_issued);
    EXPECT_TRUE(leaf->names("GW.example.test"));
    EXPECT_FALSE(leaf->names("other.example.test"));
}

TEST(A_certificate, knows_its_issuer)
{
    const auto chain = captured_chain();
    const auto leaf = Certificate::read(chain.at(0));
    const auto authority = Certificate::read(chain.at(1));
    ASSERT_TRUE(leaf && authority);
    EXPECT_TRUE(leaf->is_issued_by(*authority));
    EXPECT_FALSE(authority->is_issued_by(*leaf));
    EXPECT_TRUE(authority->is_issued_by(*authority));
    EXPECT_TRUE(authority->self_issued);
}

TEST(A_certificate, with_a_broken_signature_has_no_issuer)
{
    auto chain = captured_chain();
    chain[0].back() ^= 1;
    const auto leaf = Certificate::read(chain.at(0));
    ASSERT_TRUE(leaf);
    EXPECT_FALSE(leaf->is_issued_by(*Certificate::read(chain.at(1))));
}

// The same certificate with other octets in the place of the `nth` such ones, or of all of them.
Octets replaced(Octets der, const std::string& from, const std::string& to, int nth = 0)
{
    const auto old = *from_hex(from);
    const auto other = *from_hex(to);
    EXPECT_EQ(old.size(), other.size());
    auto place = der.begin();
    for (int count = 1; place != der.end(); ++count) {
        place = std::search(place, der.end(), old.begin(), old.end());
        if (place == der.end()) { break; }
        if (nth == 0 || nth == count) { std::ranges::copy(other, place); }
        ++place;
    }
    return der;
}

constexpr auto rsa_encryption = "300d06092a864886f70d0101010500";
constexpr auto rsassa_pss = "300d06092a864886f70d01010a0500";
constexpr auto of_nobody = "300d06092a864886f70d0101630500";

TEST(A_key_for_rsassa_pss_alone, is_an_rsa_key)
{
    const auto chain = captured_chain();
    const auto leaf = Certificate::read(replaced(chain.at(0), rsa_encryption, rsassa_pss));
    const auto authority = Certificate::read(replaced(chain.at(1), rsa_encryption, rsassa_pss));
    ASSERT_TRUE(leaf && authority);
    EXPECT_EQ(leaf->key_algorithm, "RSA");
    EXPECT_EQ(leaf->key_bits, 2048u);
    EXPECT_TRUE(Certificate::read(chain.at(0))->is_issued_by(*authority));
    EXPECT_FALSE(leaf->is_issued_by(*authority)) << "what was signed is what came";
}

TEST(A_certificate_with_a_key_of_an_unknown_kind, is_read_but_for_its_key)
{
    const auto chain = captured_chain();
    const auto authority = Certificate::read(replaced(chain.at(1), rsa_encryption, of_nobody));
    ASSERT_TRUE(authority);
    EXPECT_EQ(authority->common_name, Certificate::read(chain.at(1))->common_name);
    EXPECT_EQ(authority->key_algorithm, "1.2.840.113549.1.1.99");
    EXPECT_EQ(authority->key_bits, 0u);
    EXPECT_TRUE(Certificate::read(chain.at(0))->is_issued_by(*authority)) << "by name";
}

TEST(A_signature, is_known_by_every_spelling_of_its_algorithm)
{
    constexpr auto sha256_with_rsa = "300d06092a864886f70d01010b0500";
    const std::pair<const char*, const char*> spellings[] = {
        {"300d06092a864886f70d0101020500", "MD2"},
        {"300d06092a864886f70d0101030500", "MD4"},
        {"300d06092a864886f70d0101040500", "MD5"},
        {"300d06092a864886f70d0101050500", "SHA-1"},
        {"300d06092a864886f70d01010c0500", "SHA-384"},
        {"300d06052b0e03021d040400000000", "SHA-1"},  // of the OIW
        {"300d06052b0e030203040400000000", "MD5"},
        {"300d06052b0e03020f040400000000", "SHA"},
        {"300d06032b65710406000000000000", "none of its own"},
        {"300d06092a864886f70d0101630500", ""},
    };
    for (const auto& [spelling, hash] : spellings) {
        const auto leaf = Certificate::read(replaced(captured_chain().at(0), sha256_with_rsa, spelling));
        ASSERT_TRUE(leaf) << spelling;
        EXPECT_EQ(leaf->signature_hash, hash) << leaf->signature_algorithm;
    }
}

TEST(Octets_that_are_no_certificate, are_none)
{
    const auto der = captured_chain().at(0);
    EXPECT_FALSE(Certificate::read(View{}));
    EXPECT_FALSE(Certificate::read(view("-----BEGIN CERTIFICATE-----")));
    for (std::size_t length = 1; length < der.size(); length += 7) {
        EXPECT_FALSE(Certificate::read(View{der}.first(length))) << length;
    }
}

TEST(A_wildcard, stands_for_one_label)
{
    EXPECT_TRUE(matches_name("*.example.test", "gw.example.test"));
    EXPECT_FALSE(matches_name("*.example.test", "a.gw.example.test"));
    EXPECT_FALSE(matches_name("*.example.test", "example.test"));
    EXPECT_FALSE(matches_name("", ""));
}

}  // namespace
}  // namespace conformance::crypto
