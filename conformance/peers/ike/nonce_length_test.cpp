#include "peers/ike/nonce_length.h"

#include <gtest/gtest.h>

namespace conformance::peers::ike {

TEST(NonceLength, is_half_the_key_of_the_prf_and_at_least_16_octets)
{
    EXPECT_EQ(shortest_nonce(1), 16U);  // PRF_HMAC_MD5
    EXPECT_EQ(shortest_nonce(2), 16U);  // PRF_HMAC_SHA1
    EXPECT_EQ(shortest_nonce(5), 16U);  // PRF_HMAC_SHA2_256
    EXPECT_EQ(shortest_nonce(6), 24U);  // PRF_HMAC_SHA2_384
    EXPECT_EQ(shortest_nonce(7), 32U);  // PRF_HMAC_SHA2_512
}

TEST(NonceLength, of_an_unknown_prf_is_that_of_the_longest) { EXPECT_EQ(shortest_nonce(9), 32U); }

}  // namespace conformance::peers::ike
