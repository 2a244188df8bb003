#include "ike/fragment.h"

#include <gtest/gtest.h>

namespace gateway::ike {
namespace {

using Outcome = FragmentQueue::Outcome;
constexpr Instant now{};

Fragment fragment(std::uint16_t number, std::uint16_t total, Octets content)
{
    static const Octets message(40, 1);
    return {{number, total}, std::move(content), message};
}

TEST(FragmentNumbersTest, NeedFourOctets)
{
    EXPECT_FALSE(parse_fragment_numbers(Octets{0, 1, 0}));
    const auto numbers = parse_fragment_numbers(Octets{0, 1, 1, 2, 9});
    ASSERT_TRUE(numbers);
    EXPECT_EQ(numbers->number, 1);
    EXPECT_EQ(numbers->total, 258);
}

TEST(FragmentQueueTest, PutsTogetherWhatComesInAnyOrder)
{
    FragmentQueue queue{{}};
    EXPECT_EQ(queue.store(7, fragment(3, 3, {5}), now), Outcome::waiting);
    EXPECT_EQ(queue.store(7, fragment(1, 3, {1, 2}), now), Outcome::waiting);
    EXPECT_TRUE(queue.holds(7, 3));
    EXPECT_FALSE(queue.holds(8, 3));
    EXPECT_EQ(queue.store(7, fragment(2, 3, {3, 4}), now), Outcome::complete);
    const Reassembled whole = queue.take(7);
    EXPECT_EQ(whole.content, (Octets{1, 2, 3, 4, 5}));
    EXPECT_EQ(whole.first, Octets(40, 1));
    EXPECT_EQ(whole.longest, 40);
    EXPECT_EQ(queue.octets(), 0);
    EXPECT_FALSE(queue.next_expiry());
}

TEST(FragmentQueueTest, BeginsAnewWithALargerTotal)
{
    FragmentQueue queue{{}};
    EXPECT_EQ(queue.store(7, fragment(1, 2, {9}), now), Outcome::waiting);
    EXPECT_EQ(queue.store(7, fragment(2, 3, {2}), now), Outcome::waiting);
    EXPECT_EQ(queue.total_of(7), 3);
    EXPECT_FALSE(queue.holds(7, 1));
    EXPECT_EQ(queue.store(7, fragment(1, 3, {1}), now), Outcome::waiting);
    EXPECT_EQ(queue.store(7, fragment(3, 3, {3}), now), Outcome::complete);
    EXPECT_EQ(queue.take(7).content, (Octets{1, 2, 3}));
}

TEST(FragmentQueueTest, ForgetsWhatIsNeverComplete)
{
    FragmentQueue queue{{}};
    queue.store(7, fragment(1, 2, {9}), now);
    EXPECT_EQ(queue.next_expiry(), now + std::chrono::seconds{30});
    queue.expire(now + std::chrono::seconds{29});
    EXPECT_EQ(queue.total_of(7), 2);
    queue.expire(now + std::chrono::seconds{30});
    EXPECT_EQ(queue.total_of(7), 0);
    EXPECT_EQ(queue.octets(), 0);
}

TEST(FragmentQueueTest, HasABoundForEachMessageAndForAll)
{
    const FragmentLimits limits{.octets_of_one = 3000, .octets_of_all = 5000};
    FragmentQueue queue{limits};
    EXPECT_EQ(queue.store(1, fragment(2, 9, Octets(2000)), now), Outcome::waiting);
    EXPECT_EQ(queue.store(1, fragment(3, 9, Octets(2000)), now), Outcome::too_much);
    EXPECT_EQ(queue.octets(), 0);
    for (std::uint64_t spi = 1; spi <= 100; ++spi) {
        EXPECT_EQ(queue.store(spi, fragment(2, 9, Octets(2000)), now + Instant{spi}),
                  Outcome::waiting);
        EXPECT_LE(queue.octets(), limits.octets_of_all);
        EXPECT_EQ(queue.total_of(spi), 9) << "the newest is kept";
    }
    EXPECT_EQ(queue.total_of(98), 0);
    for (std::uint16_t number = 2; number < 100; ++number) {
        if (queue.store(500, fragment(number, 1000, {}), now) == Outcome::too_much) return;
    }
    FAIL() << "empty fragments are not free";
}

}  // namespace
}  // namespace gateway::ike
