#include "esp/replay_window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace gateway::esp {
namespace {

bool comes(ReplayWindow& window, std::uint64_t sequence)
{
    if (window.judge(sequence) != Novelty::fresh) return false;
    window.authenticated(sequence);
    return true;
}

}  // namespace

TEST(ReplayWindow, TakesEachNumberOnce)
{
    ReplayWindow window{false, 64};
    EXPECT_EQ(window.judge(0), Novelty::replayed);
    for (const std::uint64_t sequence : {1U, 2U, 5U, 4U, 3U, 64U, 63U}) {
        EXPECT_TRUE(comes(window, sequence)) << sequence;
        EXPECT_EQ(window.judge(sequence), Novelty::replayed) << sequence;
    }
}

TEST(ReplayWindow, EndsWhereItsSizeSays)
{
    for (const std::uint64_t size : {1U, 32U, 64U, 100U, 1024U}) {
        ReplayWindow window{false, size};
        window.authenticated(5000);
        EXPECT_EQ(window.judge(5000 - size), Novelty::too_old) << size;
        EXPECT_EQ(window.judge(5000 - size + 1) == Novelty::fresh, size > 1) << size;
    }
}

TEST(ReplayWindow, IsNotMovedByWhatIsNotAuthentic)
{
    ReplayWindow window{false, 64};
    EXPECT_EQ(window.judge(4'000'000'000), Novelty::fresh);
    EXPECT_TRUE(comes(window, 1));
}

// Against the simplest thing that is right.
TEST(ReplayWindow, AgreesWithASetOfNumbers)
{
    std::mt19937 random{7};  // NOLINT: the same numbers each time
    ReplayWindow window{false, 128};
    std::set<std::uint64_t> come{0};
    std::uint64_t top = 0;
    for (int i = 0; i < 100'000; ++i) {
        const std::uint64_t step = random() % 400;
        const std::uint64_t sequence = top + step < 300 ? step : top + step - 300;
        const bool fresh = sequence + 128 > top && !come.contains(sequence);
        ASSERT_EQ(comes(window, sequence), fresh) << i << ": " << sequence << " at " << top;
        come.insert(sequence);
        top = std::max(top, sequence);
    }
}

// RFC 4303, Appendix A2.2.
TEST(ReplayWindow, FindsTheUpperHalfOfAnExtendedNumber)
{
    constexpr std::uint64_t subspace = std::uint64_t{1} << 32U;
    ReplayWindow window{true, 64};
    EXPECT_EQ(window.sequence_of(1), 1U);
    EXPECT_EQ(window.sequence_of(0xffffffff), std::nullopt);  // would lie before the first

    window.authenticated(subspace - 10);
    EXPECT_EQ(window.sequence_of(0xffffffff), subspace - 1);
    EXPECT_EQ(window.sequence_of(0xffffffff - 72), subspace - 73);  // the lower end
    EXPECT_EQ(window.sequence_of(0xffffffff - 73), 2 * subspace - 74);
    EXPECT_EQ(window.sequence_of(3), subspace + 3);

    window.authenticated(subspace + 3);  // now it spans two
    EXPECT_EQ(window.sequence_of(3), subspace + 3);
    EXPECT_EQ(window.sequence_of(0), subspace);
    EXPECT_EQ(window.sequence_of(0xffffffff), subspace - 1);
    EXPECT_EQ(window.judge(subspace - 10), Novelty::replayed);
    EXPECT_EQ(window.judge(subspace - 1), Novelty::fresh);
    EXPECT_EQ(window.sequence_of(4000), subspace + 4000);

    window.authenticated(subspace + 100);  // and one again
    EXPECT_EQ(window.sequence_of(0), 2 * subspace);
}

}  // namespace gateway::esp
