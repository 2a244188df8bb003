// A client that moves: RFC 4555.
#include "ike/nat_detection.h"
#include "ike/responder_and_client.h"

namespace gateway::ike {

using std::chrono::seconds;

class ResponderMobikeTest : public ResponderAndClient {
protected:
    void connect_with_mobike() { connect({}, {{41, {0, 0, 0x40, 0x0c}}}); }

    void inform(std::vector<Payload> payloads)
    {
        sent_.clear();
        from_client(client_->request(client_->sas.back(), ExchangeType::informational,
                                     std::move(payloads)));
    }

    bool was_answered(NotifyType type) const
    {
        return std::ranges::count(client_->notifies, std::to_underlying(type)) > 0;
    }

    const Payload update_ = Notify{NotifyType::update_sa_addresses, {}};
    const Endpoint elsewhere_{{192, 0, 2, 77}, 4711};
};

TEST_F(ResponderMobikeTest, IsAgreedWhereItIsOffered)
{
    connect_with_mobike();
    EXPECT_EQ(to_hex(bodies_[41]), "0000400c");
}

TEST_F(ResponderMobikeTest, IsNotMentionedWhereItIsNotOffered)
{
    connect();
    EXPECT_FALSE(bodies_.contains(41));
}

TEST_F(ResponderMobikeTest, MovesIkeAndEspAtTheClientsWord)
{
    connect_with_mobike();
    path_.peer = elsewhere_;
    inform({update_});
    ASSERT_EQ(moves_.size(), 1);
    EXPECT_EQ(moves_.front().path, path_);
    ASSERT_EQ(client_->requests.size(), 1) << "whether it is really there";
    EXPECT_EQ(sent_.back().path, path_);
    EXPECT_EQ(client_->asked_for, std::vector<int>{41});
    EXPECT_EQ(free_.size(), 1);
    pass(seconds{46});
    EXPECT_EQ(client_->requests.size(), 2);
    EXPECT_EQ(sent_.back().path, path_);
}

TEST_F(ResponderMobikeTest, AnotherPortOfTheSameAddressNeedsNoCheck)
{
    connect_with_mobike();
    path_.peer.port = 4711;
    inform({update_});
    EXPECT_EQ(moves_.size(), 1);
    EXPECT_TRUE(client_->requests.empty());
}

TEST_F(ResponderMobikeTest, DoesNotMoveWithoutThatWord)
{
    connect_with_mobike();
    path_.peer = elsewhere_;
    inform({});
    EXPECT_TRUE(moves_.empty());
    EXPECT_EQ(sent_.back().path, path_) << "but answers where it was asked from";
}

TEST_F(ResponderMobikeTest, DoesNotMoveWhereItIsNotAgreed)
{
    const Octets wrong(20, 0x11);  // the gateway is behind a NAT
    connect({{41, joined({Octets{0, 0, 0x40, 0x05}, wrong})}});
    path_.peer = elsewhere_;
    inform({update_});
    EXPECT_TRUE(moves_.empty());
}

TEST_F(ResponderMobikeTest, SendsACookieBack)
{
    connect();
    inform({Notify{NotifyType::cookie2, Octets(16, 0x5a)}});
    EXPECT_TRUE(was_answered(NotifyType::cookie2));
    EXPECT_EQ(client_->notify_data, Octets(16, 0x5a));
}

TEST_F(ResponderMobikeTest, EndsWithWhoSendsAWrongCookieBack)
{
    connect_with_mobike();
    client_->spoils_cookies = true;
    path_.peer = elsewhere_;
    inform({update_});
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderMobikeTest, EndsWithWhoIsNotWhereItSays)
{
    connect_with_mobike();
    client_->is_silent = true;
    path_.peer = elsewhere_;
    inform({update_});
    pass(seconds{400});
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderMobikeTest, ChecksAgainWhoHasMovedMeanwhile)
{
    connect_with_mobike();
    is_lossy_ = true;
    path_.peer = elsewhere_;
    inform({update_});
    path_.peer.address.back() = 78;
    inform({update_});
    is_lossy_ = false;
    pass(seconds{10});
    ASSERT_EQ(client_->requests.size(), 2);
    EXPECT_NE(client_->requests.front(), client_->requests.back());
}

TEST_F(ResponderMobikeTest, TellsAClientWhoForbidsNatsOfOne)
{
    connect_with_mobike();
    Octets addresses{192, 0, 2, 1, 192, 0, 2, 2, 4000 / 256, 4000 % 256, 4500 / 256, 4500 % 256};
    inform({update_, Notify{NotifyType::no_nats_allowed, addresses}});
    EXPECT_FALSE(was_answered(NotifyType::unexpected_nat_detected));
    addresses.front() = 193;
    path_.peer = elsewhere_;
    moves_.clear();
    inform({update_, Notify{NotifyType::no_nats_allowed, addresses}});
    EXPECT_TRUE(was_answered(NotifyType::unexpected_nat_detected));
    EXPECT_TRUE(moves_.empty());
}

TEST_F(ResponderMobikeTest, SaysWhereItSeesTheClient)
{
    connect_with_mobike();
    path_.peer.port = 4711;
    inform({Notify{NotifyType::nat_detection_source_ip, Octets(20)},
            Notify{NotifyType::nat_detection_destination_ip, Octets(20)}});
    EXPECT_TRUE(was_answered(NotifyType::nat_detection_source_ip));
    EXPECT_TRUE(was_answered(NotifyType::nat_detection_destination_ip));
    const auto& sa = client_->sas.front();
    EXPECT_EQ(client_->notify_data,
              nat_detection_hash(sa.initiator_spi, sa.responder_spi, path_.peer));
}

TEST_F(ResponderMobikeTest, LetsNobodyInWhoForbidsTheNatThereIs)
{
    rebuild();
    ASSERT_TRUE(peer_.accepted(ask(peer_.ike_sa_init())));
    auto payloads = everything(peer_);
    payloads.push_back({41, joined({Octets{0, 0, 0x40, 0x12}, Octets(12)})});
    EXPECT_EQ(notify_in(peer_, ask(peer_.ike_auth(payloads))), 41);
    EXPECT_EQ(free_.size(), 2);
}

}  // namespace gateway::ike
