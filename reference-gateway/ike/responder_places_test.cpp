// As many clients as there are places: the next one is refused, and whoever goes makes room.
#include "ike/responder_of_clients.h"

namespace gateway::ike {

class ResponderPlacesTest : public ResponderOfClients {
protected:
    // IKE_AUTH with everything a client sends, and this besides.
    std::vector<int> try_in(TestInitiator& peer, const std::vector<RawPayloadToSend>& more = {})
    {
        EXPECT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
        auto payloads = everything(peer);
        payloads.insert(payloads.end(), more.begin(), more.end());
        return types_inside(peer, ask(peer.ike_auth(payloads)));
    }

    void leave(TestInitiator& peer)
    {
        peer.message_id = 2;
        peer.protected_exchange = ExchangeType::informational;
        EXPECT_FALSE(ask(peer.ike_auth({{42, {1, 0, 0, 0}}})).empty());
    }

    bool lives(TestInitiator& peer)
    {
        peer.message_id = 2;
        peer.protected_exchange = ExchangeType::informational;
        return !ask(peer.ike_auth(0, {})).empty();
    }

    const std::vector<int> let_in_{36, 37, 39, 47, 33, 44, 45};
};

TEST_F(ResponderPlacesTest, RefusesWhoFindsNoneAndDisturbsNobody)
{
    places_ = 1;
    TestInitiator first{gcm_31, 1};
    EXPECT_EQ(try_in(first), let_in_);
    TestInitiator second{gcm_31, 2};
    EXPECT_EQ(try_in(second), std::vector<int>{41});
    EXPECT_EQ(bodies_[41][3], 7) << "INVALID_SYNTAX: no IKE SA comes of it";
    EXPECT_TRUE(actions_.open.empty());
    EXPECT_TRUE(actions_.close.empty());
    EXPECT_EQ(free_.size(), 1) << "no address was taken";
    EXPECT_FALSE(lives(second));
    EXPECT_TRUE(lives(first));
    EXPECT_EQ(places_, 0);
}

TEST_F(ResponderPlacesTest, LetsTheNextOneInOnceOneHasLeft)
{
    places_ = 1;
    free_.resize(1);
    TestInitiator first{gcm_31, 1};
    EXPECT_EQ(try_in(first), let_in_);
    leave(first);
    EXPECT_EQ(places_, 1);
    TestInitiator second{gcm_31, 2};
    EXPECT_EQ(try_in(second), let_in_);
}

TEST_F(ResponderPlacesTest, TakesNoneForWhomItDoesNotBelieve)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
    EXPECT_EQ(notify_in(peer, ask(peer.ike_auth(proof(peer, key_of(gateway_certificate))))), 24);
    EXPECT_EQ(places_, 2);
}

TEST_F(ResponderPlacesTest, LetsWhoBeginsAnewTakeItsOwn)
{
    places_ = 1;
    TestInitiator first{gcm_31, 1};
    EXPECT_EQ(try_in(first), let_in_);
    TestInitiator second{gcm_31, 2};
    const RawPayloadToSend initial_contact{41, {0, 0, 0x40, 0}};
    EXPECT_EQ(try_in(second, {initial_contact}), let_in_);
    EXPECT_EQ(places_, 0);
    leave(second);
    EXPECT_EQ(places_, 1);
}

TEST_F(ResponderPlacesTest, FreesThatOfWhoIsNeverHeardAgain)
{
    TestInitiator peer{gcm_31};
    EXPECT_EQ(try_in(peer), let_in_);
    EXPECT_EQ(places_, 1);
    now_ += std::chrono::hours{25};
    actions_ = responder_->on_wake(now_);
    EXPECT_EQ(places_, 2);
}

TEST_F(ResponderPlacesTest, DoesNotKeepOneForLongWhereThereIsNoChildSa)
{
    free_.clear();
    TestInitiator peer{gcm_31};
    EXPECT_EQ(try_in(peer), (std::vector<int>{36, 37, 39, 41}));
    EXPECT_EQ(places_, 1);
    now_ += std::chrono::minutes{3};
    actions_ = responder_->on_wake(now_);
    EXPECT_EQ(places_, 2);
}

}  // namespace gateway::ike
