#include "ike/agenda.h"

#include <gtest/gtest.h>

#include "ike/upkeep.h"

namespace gateway::ike {

using std::chrono::seconds;

TEST(Agenda, KeepsOneTimeOfEach)
{
    Agenda agenda;
    EXPECT_FALSE(agenda.next());
    agenda.set(1, seconds{5});
    agenda.set(2, seconds{3});
    agenda.set(1, seconds{1});
    EXPECT_EQ(agenda.size(), 2);
    EXPECT_EQ(agenda.next(), seconds{1});
    EXPECT_FALSE(agenda.take_due(Instant{}));
    EXPECT_EQ(agenda.take_due(seconds{4}), 1);
    EXPECT_EQ(agenda.take_due(seconds{4}), 2);
    EXPECT_FALSE(agenda.take_due(seconds{4}));
    EXPECT_EQ(agenda.size(), 0);
}

TEST(Agenda, ForgetsWhatIsGone)
{
    Agenda agenda;
    agenda.set(1, seconds{5});
    agenda.forget(1);
    agenda.forget(7);
    EXPECT_FALSE(agenda.next());
}

TEST(Term, EndsAfterTheWholeAndIsRenewedByUpToTwoMarginsBefore)
{
    const Lifetime lifetime{seconds{100}, seconds{10}};
    EXPECT_EQ(term_of(lifetime, seconds{1}, 0).end_at, seconds{101});
    EXPECT_EQ(term_of(lifetime, seconds{1}, 0).rekey_at, seconds{91});
    EXPECT_GT(term_of(lifetime, seconds{1}, 255).rekey_at, seconds{81});
    EXPECT_LT(term_of(lifetime, seconds{1}, 255).rekey_at, seconds{82});
}

}  // namespace gateway::ike
