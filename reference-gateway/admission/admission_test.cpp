#include "admission/admission.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace gateway::admission {

TEST(Places, AreAsManyAsTheFigureSays)
{
    Places places{{{{"IKEv2"}, 2}}};
    EXPECT_TRUE(places.admit("IKEv2"));
    EXPECT_TRUE(places.admit("IKEv2"));
    EXPECT_FALSE(places.admit("IKEv2"));
    EXPECT_EQ(places.taken("IKEv2"), 2);
}

TEST(Places, AreTakenAgainAtOnce)
{
    Places places{{{{"IKEv2"}, 1}}};
    ASSERT_TRUE(places.admit("IKEv2"));
    places.release("IKEv2");
    EXPECT_TRUE(places.admit("IKEv2"));
    EXPECT_FALSE(places.admit("IKEv2"));
}

TEST(Places, AreSharedByTheTunnelTypesOfOneFigureAlone)
{
    Places places{{{{"IKEv2", "OpenVPN"}, 2}, {{"SSTP"}, 1}}};
    EXPECT_TRUE(places.admit("IKEv2"));
    EXPECT_TRUE(places.admit("OpenVPN"));
    EXPECT_FALSE(places.admit("IKEv2"));
    EXPECT_TRUE(places.admit("SSTP"));
    EXPECT_FALSE(places.admit("SSTP"));
}

TEST(Places, AreUnboundedWithoutAFigure)
{
    Places places{{}};
    for (int i = 0; i < 1000; ++i) {
        EXPECT_TRUE(places.admit("IKEv2"));
    }
    places.release("IKEv2");
    EXPECT_EQ(places.taken("IKEv2"), 0);
}

TEST(Places, AreNotFreedTwice)
{
    Places places{{{{"IKEv2"}, 1}}};
    places.release("IKEv2");
    EXPECT_TRUE(places.admit("IKEv2"));
    EXPECT_FALSE(places.admit("IKEv2"));
}

TEST(Places, AreCountedRightlyByManyThreads)
{
    Places places{{{{"IKEv2"}, 100}}};
    std::atomic<int> admitted = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int j = 0; j < 1000; ++j) {
                if (places.admit("IKEv2")) ++admitted;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(admitted, 100);
}

}  // namespace gateway::admission
