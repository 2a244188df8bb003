// What the gateway does by itself for a client that was let in.
#include "ike/responder_and_client.h"

namespace gateway::ike {

using std::chrono::seconds;

class ResponderUpkeepTest : public ResponderAndClient {};

TEST_F(ResponderUpkeepTest, AsksWhoIsSilentWhetherHeLives)
{
    connect();
    pass(seconds{44});
    EXPECT_TRUE(client_->requests.empty());
    pass(seconds{2});
    ASSERT_EQ(client_->requests.size(), 1);
    EXPECT_TRUE(client_->asked_for.empty()) << "an empty INFORMATIONAL";
    EXPECT_EQ(message_id_of(client_->requests.front()), 0);
    pass(seconds{46});
    EXPECT_EQ(client_->requests.size(), 2);
    EXPECT_EQ(message_id_of(client_->requests.back()), 1);
    EXPECT_EQ(free_.size(), 1);
}

TEST_F(ResponderUpkeepTest, ForgetsWhoNeverAnswers)
{
    connect();
    client_->is_silent = true;
    pass(seconds{45 + 280});
    EXPECT_EQ(free_.size(), 1);
    pass(seconds{60});
    EXPECT_EQ(client_->requests.size(), 13);
    for (const Octets& request : client_->requests) {
        EXPECT_EQ(request, client_->requests.front()) << "octet by octet";
    }
    EXPECT_EQ(free_.size(), 2) << "the address is free again";
    EXPECT_EQ(closed_.size(), 1);
    EXPECT_EQ(responder_->child_size(), 0);
    pass(seconds{31});
    EXPECT_EQ(responder_->size(), 0);
}

TEST_F(ResponderUpkeepTest, DoesNotAskWhoSendsEsp)
{
    connect();
    for (int i = 0; i < 10; ++i) {
        pass(seconds{20});
        use_.heard = now_;
    }
    EXPECT_TRUE(client_->requests.empty());
}

TEST_F(ResponderUpkeepTest, DoesNotAskWhoAsksHimself)
{
    connect();
    for (int i = 0; i < 10; ++i) {
        pass(seconds{20});
        from_client(client_->request(client_->sas.front(), ExchangeType::informational, {}));
    }
    EXPECT_TRUE(client_->requests.empty());
}

TEST_F(ResponderUpkeepTest, NeverAsksWhereItIsToldSo)
{
    settings_.upkeep.silence = {};
    connect();
    pass(std::chrono::hours{1});
    EXPECT_TRUE(client_->requests.empty());
}

TEST_F(ResponderUpkeepTest, BelievesNoAnswerThatIsNotAuthentic)
{
    connect();
    client_->is_silent = true;
    pass(seconds{46});
    Octets forged = client_->request(client_->sas.front(), ExchangeType::informational, {});
    forged[19] = 0x28;  // a response
    forged[23] = 0;
    from_client(forged);
    EXPECT_TRUE(events_contain("not-authentic"));
    pass(seconds{400});
    EXPECT_EQ(free_.size(), 2) << "it goes on asking, and gives up";
}

TEST_F(ResponderUpkeepTest, FollowsAClientBehindANat)
{
    connect();
    path_.peer.port = 4711;
    from_client(client_->request(client_->sas.front(), ExchangeType::informational, {}));
    ASSERT_EQ(moves_.size(), 1) << "its Child SA";
    EXPECT_EQ(moves_.front().path, path_);
    pass(seconds{46});
    EXPECT_EQ(sent_.back().path, path_);
}

TEST_F(ResponderUpkeepTest, FollowsByTheAnswerToItsOwnRequestToo)
{
    connect();
    pass(seconds{40});
    path_.peer.port = 4711;
    pass(seconds{6});
    ASSERT_EQ(moves_.size(), 1);
    EXPECT_EQ(moves_.front().path, path_);
}

TEST_F(ResponderUpkeepTest, AsksWhereEspCameFromLast)
{
    connect();
    use_.heard = now_ + seconds{1};
    use_.path = path_;
    use_.path.peer.port = 4999;
    pass(seconds{60});
    ASSERT_FALSE(sent_.empty());
    EXPECT_EQ(sent_.back().path.peer.port, 4999);
}

TEST_F(ResponderUpkeepTest, DoesNotFollowWhatItHasSeenBefore)
{
    connect();
    const Octets request = client_->request(client_->sas.front(), ExchangeType::informational, {});
    from_client(request);
    const Path home = path_;
    path_.peer.port = 4711;
    from_client(request);
    EXPECT_TRUE(moves_.empty());
    EXPECT_EQ(sent_.back().path, path_) << "it is answered again, to where it came from";
    path_ = home;
    pass(seconds{46});
    EXPECT_EQ(sent_.back().path, home);
}

TEST_F(ResponderUpkeepTest, DoesNotFollowWhereItIsItselfBehindANat)
{
    const Octets wrong(20, 0x11);
    connect({{41, joined({Octets{0, 0, 0x40, 0x05}, wrong})}});
    path_.peer.port = 4711;
    from_client(client_->request(client_->sas.front(), ExchangeType::informational, {}));
    EXPECT_TRUE(moves_.empty());
}

}  // namespace gateway::ike
