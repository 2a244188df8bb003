// A day on the virtual clock: keys are renewed when they must be, and nothing is left over.
#include "ike/child_traffic.h"
#include "ike/responder_and_client.h"

namespace gateway::ike {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class DayOfLifetimesTest : public ResponderAndClient {
protected:
    // Traffic is carried by whatever the gateway opens.
    void carry()
    {
        for (; carried_ < opened_.size(); ++carried_) {
            traffic_.open(opened_[carried_]);
        }
        for (; uncarried_ < closed_.size(); ++uncarried_) {
            traffic_.close(closed_[uncarried_]);
        }
    }

    void expect_that_nothing_is_left() const
    {
        EXPECT_EQ(responder_->size(), 0);
        EXPECT_EQ(responder_->child_size(), 0);
        EXPECT_EQ(traffic_.size(), 0);
        EXPECT_EQ(free_.size(), 2);
        EXPECT_FALSE(wake_) << "nothing is left to be done";
    }

    ChildTraffic traffic_{random_};
    std::size_t carried_ = 0, uncarried_ = 0;
};

TEST_F(DayOfLifetimesTest, WithTheUsualLifetimes)
{
    connect();
    std::set<std::uint64_t> ike_sas;
    for (const Instant end = now_ + hours{24}; now_ < end;) {
        pass(minutes{1});
        carry();
        ASSERT_EQ(client_->sas.size(), 1) << now_.count();
        ASSERT_EQ(client_->sas.front().children.size(), 1);
        ASSERT_EQ(traffic_.size(), 1);
        ASSERT_LE(responder_->size(), 2) << "one, and one that was closed just now";
        ASSERT_EQ(responder_->child_size(), 1);
        ASSERT_EQ(free_.size(), 1);
        ike_sas.insert(client_->sas.front().initiator_spi);
    }
    EXPECT_EQ(ike_sas.size(), 4) << "every 8 hours, less a margin or two";
    EXPECT_EQ(opened_.size(), 4) << "every 7.5 hours, less a margin or two";
    EXPECT_GE(client_->requests.size(), 24 * 60 / 2) << "and whether it lives, all the time";
    from_client(
        client_->request(client_->sas.front(), ExchangeType::informational, {DeletedIkeSa{}}));
    carry();
    pass(seconds{31});
    expect_that_nothing_is_left();
}

TEST_F(DayOfLifetimesTest, WithShortOnesAndAClientThatRekeysToo)
{
    settings_.upkeep.child_sa = {minutes{10}, minutes{1}};
    settings_.upkeep.ike_sa = {minutes{25}, minutes{2}};
    connect();
    const Octets nonce(32, 0x80);
    for (int i = 0; i < 24 * 60; ++i) {
        pass(minutes{1});
        if (i % 7 == 0) from_client(client_->rekey_child(client_->sas.front(), nonce));
        if (i % 31 == 0) from_client(client_->rekey_ike(client_->sas.front(), nonce));
        carry();
        ASSERT_EQ(client_->sas.size(), 1) << i;
        ASSERT_EQ(client_->sas.front().children.size(), 1) << i;
        ASSERT_EQ(traffic_.size(), 1) << i;
        ASSERT_EQ(responder_->child_size(), 1) << i;
        ASSERT_LE(responder_->size(), 4) << i;
    }
    client_->is_silent = true;
    pass(minutes{10});
    carry();
    expect_that_nothing_is_left();
}

TEST_F(DayOfLifetimesTest, WithAClientThatRefusesEveryRekey)
{
    connect();
    client_->refusal = Notify{NotifyType::no_additional_sas, {}};
    pass(hours{9});
    carry();
    expect_that_nothing_is_left();
}

}  // namespace gateway::ike
