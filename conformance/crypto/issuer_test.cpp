// Clients minted below an issuer: each its own, the same for the same seed, and no secret of the
// seed alone.
#include "crypto/issuer.h"

#include <gtest/gtest.h>

#include "crypto/certificate.h"
#include "crypto/test_issuer.h"

namespace conformance::crypto {
namespace {

const Octets seed(16, 7);
constexpr auto today = "2026-11-22T02:29:22Z";

class Minting : public testing::TestWithParam<const char*> {
protected:
    const TestKey authority = test_issuer(GetParam());
    const std::optional<Issuer> issuer = Issuer::read(authority.certificate, authority.key_pem);
};

TEST_P(Minting, MakesClientsThatTheIssuerVouchesFor)
{
    ASSERT_TRUE(issuer);
    const auto minted = issuer->mint(3, seed, today);
    const auto certificate = Certificate::read(minted.certificate);
    ASSERT_TRUE(certificate);
    EXPECT_TRUE(certificate->is_issued_by(*Certificate::read(authority.certificate)));
    EXPECT_EQ(certificate->common_name, "sallyport-3.invalid");
    EXPECT_EQ(certificate->dns_names, std::vector<std::string>{"sallyport-3.invalid"});
    EXPECT_EQ(certificate->not_before, "2026-11-22T01:29:22Z");
    EXPECT_EQ(certificate->not_after, "2026-11-23T02:29:22Z");
    EXPECT_EQ(certificate->key_bits, 256);
    EXPECT_TRUE(minted.key.belongs_to(minted.certificate));
}

TEST_P(Minting, MakesTheSameOneAgainAndEachNumberAnother)
{
    ASSERT_TRUE(issuer);
    EXPECT_EQ(issuer->mint(0, seed, today).certificate, issuer->mint(0, seed, today).certificate);
    EXPECT_NE(issuer->mint(0, seed, today).certificate, issuer->mint(1, seed, today).certificate);
    EXPECT_NE(issuer->mint(0, seed, today).certificate,
              issuer->mint(0, Octets(16, 8), today).certificate);
}

INSTANTIATE_TEST_SUITE_P(OfAnyKey, Minting, testing::Values("RSA", "secp256r1", "secp384r1"),
                         [](const auto& of) { return std::string{of.param}; });

TEST(Issuer, OfAnotherKeyMintsOthersThoughTheSeedIsTheSame)
{
    const auto one = test_issuer("secp256r1"), other = test_issuer("secp384r1");
    const auto key_of = [](const TestKey& authority) {
        return Issuer::read(authority.certificate, authority.key_pem)
            ->mint(0, seed, today)
            .certificate;
    };
    const auto certificate = key_of(one);
    EXPECT_FALSE(Issuer::read(other.certificate, other.key_pem)
                     ->mint(0, seed, today)
                     .key.belongs_to(certificate));
}

TEST(Issuer, IsAnAuthorityWithItsOwnKey)
{
    const auto one = test_issuer("secp256r1"), other = test_issuer("secp384r1"),
               leaf = test_key("secp256r1");
    EXPECT_FALSE(Issuer::read(one.certificate, other.key_pem));
    EXPECT_FALSE(Issuer::read(leaf.certificate, leaf.key_pem)) << "it may not issue anything";
    EXPECT_FALSE(Issuer::read(one.certificate, "no key"));
    EXPECT_FALSE(Issuer::read(Octets{1, 2, 3}, one.key_pem));
}

}  // namespace
}  // namespace conformance::crypto
