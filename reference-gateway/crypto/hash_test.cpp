#include "crypto/hash.h"

#include <gtest/gtest.h>

#include "crypto/from_hex.h"

namespace gateway::crypto {

// RFC 4231, Section 4.3 (test case 2) and RFC 2202, Section 3 (test case 2).
TEST(Hmac, GivesTheKnownAnswers)
{
    const View key = as_octets("Jefe");
    const View data = as_octets("what do ya want for nothing?");
    EXPECT_EQ(to_hex(hmac(Hash::sha1, key, data)), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    EXPECT_EQ(to_hex(hmac(Hash::sha2_256, key, data)),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(to_hex(hmac(Hash::sha2_384, key, data)),
              "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
              "8e2240ca5e69e2c78b3239ecfab21649");
    EXPECT_EQ(to_hex(hmac(Hash::sha2_512, key, data)),
              "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
              "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
}

TEST(Hmac, TakesAnEmptyKey)
{
    EXPECT_EQ(to_hex(hmac(Hash::sha1, {}, {})), "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
}

TEST(EqualInConstantTime, ComparesLengthAndContent)
{
    const Octets a{1, 2, 3};
    const Octets b{1, 2, 4};
    EXPECT_TRUE(equal_in_constant_time(a, a));
    EXPECT_FALSE(equal_in_constant_time(a, b));
    EXPECT_FALSE(equal_in_constant_time(a, View{a}.first(2)));
}

}  // namespace gateway::crypto
