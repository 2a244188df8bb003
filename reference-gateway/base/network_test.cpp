#include "base/network.h"

#include <gtest/gtest.h>

namespace gateway {

TEST(Networks, ContainWhatBeginsLikeThem)
{
    const Network network{{172, 16, 128, 0}, 17};
    EXPECT_TRUE(contains(network, Octets{172, 16, 128, 0}));
    EXPECT_TRUE(contains(network, Octets{172, 16, 255, 255}));
    EXPECT_FALSE(contains(network, Octets{172, 16, 127, 255}));
    EXPECT_FALSE(contains(network, Octets{172, 17, 128, 0}));
    EXPECT_FALSE(contains(network, Octets(16)));
    EXPECT_FALSE(contains(network, {}));
    EXPECT_TRUE(contains({{0, 0, 0, 0}, 0}, Octets{8, 8, 8, 8}));
    EXPECT_FALSE(contains({{10, 1, 0, 4}, 32}, Octets{10, 1, 0, 5}));
}

}  // namespace gateway
