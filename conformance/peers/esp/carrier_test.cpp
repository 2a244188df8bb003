// Both ends of a client's Child SAs, without a network.

#include "peers/esp/carrier.h"

#include <gtest/gtest.h>

#include "crypto/seeded_random.h"

namespace conformance::peers::esp {
namespace {

ike::ChildSa child(std::uint8_t name, crypto::Protection protection = {20, 256, 0})
{
    const Octets nonce(32, name), d(32, 1);
    return {protection,
            {0x10, 0, 0, name},
            {0x20, 0, 0, name},
            *ike::derive_child_keys(protection, 5, d, {nonce, nonce})};
}

ike::ChildSa seen_by_the_gateway(ike::ChildSa sa)
{
    std::swap(sa.initiator_spi, sa.responder_spi);
    std::swap(sa.keys.encryption_initiator, sa.keys.encryption_responder);
    std::swap(sa.keys.integrity_initiator, sa.keys.integrity_responder);
    return sa;
}

struct CarrierTest : ::testing::Test {
    std::unique_ptr<Random> random = crypto::seeded_random(Octets(16, 1), "carrier");
    const Octets packet{0x45, 0, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
};

TEST_F(CarrierTest, CarriesBothWays)
{
    for (const auto& protection :
         {crypto::Protection{20, 256, 0}, crypto::Protection{12, 256, 12}}) {
        Carrier ours{child(1, protection), *random},
            theirs{seen_by_the_gateway(child(1, protection)), *random};
        EXPECT_EQ(theirs.opened(*ours.sealed(packet)), packet);
        EXPECT_EQ(ours.opened(*theirs.sealed(packet)), packet);
        EXPECT_NE(*ours.sealed(packet), *ours.sealed(packet));
    }
}

TEST_F(CarrierTest, TakesNothingTwiceAndNothingOld)
{
    Carrier ours{child(1), *random}, theirs{seen_by_the_gateway(child(1)), *random};
    std::vector<Octets> sent;
    for (int i = 0; i < 100; ++i) {
        sent.push_back(*theirs.sealed(packet));
    }
    EXPECT_TRUE(ours.opened(sent[5]));
    EXPECT_FALSE(ours.opened(sent[5]));
    EXPECT_TRUE(ours.opened(sent[3])) << "late, but not too late";
    EXPECT_FALSE(ours.opened(sent[3]));
    EXPECT_TRUE(ours.opened(sent[99]));
    EXPECT_TRUE(ours.opened(sent[36]));
    EXPECT_FALSE(ours.opened(sent[35])) << "left of the window";
    auto forged = sent[50];
    forged.back() ^= 1;
    EXPECT_FALSE(ours.opened(forged));
    EXPECT_TRUE(ours.opened(sent[50]));
}

TEST_F(CarrierTest, GoesOverToANewSaOnceTheGatewayHas)
{
    Carrier ours{child(1), *random}, theirs{seen_by_the_gateway(child(1)), *random},
        renewed{seen_by_the_gateway(child(2)), *random};
    ours.open(child(2));
    EXPECT_TRUE(theirs.opened(*ours.sealed(packet)));
    EXPECT_TRUE(ours.opened(*renewed.sealed(packet)));
    EXPECT_TRUE(renewed.opened(*ours.sealed(packet)));
    EXPECT_TRUE(ours.opened(*theirs.sealed(packet))) << "what is underway still arrives";
    ours.close(child(1).initiator_spi);
    EXPECT_FALSE(ours.opened(*theirs.sealed(packet)));
    EXPECT_TRUE(renewed.opened(*ours.sealed(packet)));
    ours.close(child(2).initiator_spi);
    EXPECT_TRUE(ours.is_empty());
    EXPECT_FALSE(ours.sealed(packet));
}

TEST_F(CarrierTest, GoesOverWhenTheOldOneIsDeleted)
{
    Carrier ours{child(1), *random}, renewed{seen_by_the_gateway(child(2)), *random};
    ours.open(child(2));
    ours.close(child(1).initiator_spi);
    EXPECT_TRUE(renewed.opened(*ours.sealed(packet)));
}

}  // namespace
}  // namespace conformance::peers::esp
