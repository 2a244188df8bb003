// The examples of RFC 2759, Section 9.2, and RFC 3079, Section 3.5.3.
#include "eap/mschap.h"

#include <gtest/gtest.h>

#include "crypto/from_hex.h"
#include "crypto/legacy.h"

namespace gateway::eap {
namespace {

using crypto::from_hex;

const MschapExchange example{from_hex("5b5d7c7d7b3f2f3e3c2c602132262628"),
                             from_hex("21402324255e262a28295f2b3a337c7e"),
                             copy_of(as_octets("User"))};
const Octets response = from_hex("82309ecd8d708b5ea08faa3981cd83544233114a3d85d6df");

}  // namespace

TEST(Mschap, HashesPasswordsAndChallengesAsTheExampleDoes)
{
    const auto hash = nt_password_hash("clientPass");
    ASSERT_TRUE(hash);
    EXPECT_EQ(to_hex(*hash), "44ebba8d5312b8d611474411f56989ae");
    EXPECT_EQ(to_hex(crypto::md4(*hash)), "41c00c584bd2d91c4017a2a12fa59f3f");
    EXPECT_EQ(to_hex(challenge_hash(example)), "d02e4386bce91226");
}

TEST(Mschap, BothSidesProveThemselvesAsInTheExample)
{
    const Octets hash = nt_password_hash("clientPass").value();
    EXPECT_EQ(nt_response(example, hash), response);
    EXPECT_EQ(authenticator_response(example, hash, response),
              "S=407A5589115FD0D6209F510FE9C04566932CDA56");
}

TEST(Mschap, TheServersSendKeyIsThatOfTheExample)
{
    const auto keys = mschap_keys(nt_password_hash("clientPass").value(), response);
    EXPECT_EQ(to_hex(keys.send), "8b7cdc149b993a1ba118cb153f56dccb");
    EXPECT_EQ(keys.receive.size(), 16U);
    EXPECT_NE(keys.receive, keys.send);
}

TEST(Mschap, PasswordsAreUtf8AndNoLongerThanTheyMayBe)
{
    EXPECT_EQ(nt_password_hash("\xc3\xa9"), crypto::md4(Octets{0xe9, 0x00}));
    EXPECT_EQ(nt_password_hash("\xe2\x82\xac"), crypto::md4(Octets{0xac, 0x20}));
    EXPECT_EQ(nt_password_hash("\xf0\x9f\x94\x91"), crypto::md4(Octets{0x3d, 0xd8, 0x11, 0xdd}));
    for (const std::string bad :
         {"\xc3", "\xff", "\x80", "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82",
          "\xe2\x28\xa1", "\xf0\x80\x80\x80"}) {
        EXPECT_FALSE(nt_password_hash(bad));
    }
    EXPECT_TRUE(nt_password_hash(std::string(256, 'a')));
    EXPECT_FALSE(nt_password_hash(std::string(257, 'a')));
}

}  // namespace gateway::eap
