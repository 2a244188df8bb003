#include <gtest/gtest.h>

#include "crypto/key_exchange.h"
#include "crypto/seeded_random.h"

namespace conformance::crypto {

namespace {

// Whoever uses p minus a public value comes to the shared secret of that value, or to p minus it.
TEST(A_negated_value, leads_to_the_shared_secret_but_for_its_sign)
{
    constexpr std::uint16_t group = 14;
    const auto random = seeded_random(Octets(16, 1), "negated");
    const auto one = key_exchange(group, *random);
    const auto other = key_exchange(group, *random);
    const auto secret = one->shared_secret(other->public_value());
    const auto outside = other->shared_secret(modp_negated(group, one->public_value()));
    ASSERT_TRUE(secret && outside);
    EXPECT_TRUE(*outside == *secret || *outside == modp_negated(group, *secret));
    EXPECT_EQ(modp_negated(group, modp_negated(group, *secret)), *secret);
    EXPECT_EQ(modp_negated(group, *secret).size(), 256U);
}

}  // namespace

}  // namespace conformance::crypto
