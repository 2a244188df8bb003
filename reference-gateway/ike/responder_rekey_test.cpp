// SAs that the gateway rekeys by itself.
#include "ike/responder_and_client.h"

namespace gateway::ike {

using std::chrono::minutes;
using std::chrono::seconds;

class ResponderRekeyTest : public ResponderAndClient {
protected:
    ResponderRekeyTest()
    {
        settings_.upkeep.child_sa = {minutes{60}, minutes{5}};
        settings_.upkeep.ike_sa = {minutes{600}, minutes{5}};
        settings_.upkeep.silence = {};
    }

    void connect_for_long_ike_sas() { connect(); }
    void connect_for_long_child_sas()
    {
        std::swap(settings_.upkeep.child_sa, settings_.upkeep.ike_sa);
        connect();
    }

    LivingClient::Sa& ike() { return client_->sas.back(); }
    // That both ends have the same keys of the client's last Child SA.
    void expect_same_keys()
    {
        const LivingClient::Half& theirs = ike().children.back();
        const auto ours = std::ranges::find(opened_, theirs.outbound, &ChildSa::inbound_spi);
        ASSERT_NE(ours, opened_.end());
        EXPECT_EQ(ours->outbound_spi, theirs.inbound);
        EXPECT_EQ(ours->inbound_keys.cipher, theirs.outbound_keys.cipher);
        EXPECT_EQ(ours->outbound_keys.cipher, theirs.inbound_keys.cipher);
    }

    const Octets low = Octets(32, 0x00), high = Octets(32, 0xff);
};

TEST_F(ResponderRekeyTest, RekeysAChildSaBeforeItsTime)
{
    connect_for_long_ike_sas();
    pass(minutes{50});
    EXPECT_TRUE(client_->requests.empty());
    pass(minutes{5});
    ASSERT_EQ(client_->requests.size(), 2) << "CREATE_CHILD_SA, then a Delete";
    ASSERT_EQ(ike().children.size(), 1);
    expect_same_keys();
    EXPECT_EQ(opened_.back().remote, opened_.front().remote);
    EXPECT_EQ(opened_.back().local, opened_.front().local);
    EXPECT_EQ(closed_, std::vector{opened_.front().inbound_spi});
    EXPECT_EQ(responder_->child_size(), 1);
    EXPECT_EQ(free_.size(), 1);
}

TEST_F(ResponderRekeyTest, RekeysAnIkeSaBeforeItsTimeAndServesTheClientWithinTheNewOne)
{
    connect_for_long_child_sas();
    pass(minutes{55});
    ASSERT_EQ(client_->sas.size(), 1);
    EXPECT_FALSE(ike().is_initiator) << "the gateway began it";
    EXPECT_EQ(ike().children.size(), 1);
    EXPECT_TRUE(closed_.empty());
    from_client(client_->request(ike(), ExchangeType::informational, {}));
    EXPECT_TRUE(events_contain("answered"));
    from_client(client_->rekey_child(ike(), high));
    expect_same_keys();
    EXPECT_EQ(closed_.size(), 1);
    pass(minutes{60});
    EXPECT_EQ(client_->sas.size(), 1);
    EXPECT_EQ(ike().children.size(), 1);
    EXPECT_EQ(responder_->size(), 1);
    EXPECT_EQ(free_.size(), 1);
    from_client(client_->request(ike(), ExchangeType::informational, {DeletedIkeSa{}}));
    EXPECT_EQ(free_.size(), 2);
    pass(minutes{1});
    EXPECT_EQ(responder_->size(), 0);
    EXPECT_EQ(responder_->child_size(), 0);
}

TEST_F(ResponderRekeyTest, RekeysAnIkeSaThatTheClientHasRekeyedBefore)
{
    connect_for_long_child_sas();
    from_client(client_->rekey_ike(ike(), high));
    ASSERT_EQ(client_->sas.size(), 1);
    pass(minutes{55});
    EXPECT_FALSE(ike().is_initiator);
    from_client(client_->rekey_ike(ike(), high));
    EXPECT_TRUE(ike().is_initiator);
    EXPECT_EQ(ike().children.size(), 1);
    pass(minutes{1});
    EXPECT_EQ(responder_->size(), 1);
}

TEST_F(ResponderRekeyTest, RekeysWhereSequenceNumbersRunOut)
{
    connect_for_long_ike_sas();
    use_.needs_rekey = true;
    pass(seconds{61});
    use_.needs_rekey = false;
    EXPECT_EQ(ike().children.size(), 1);
    EXPECT_EQ(opened_.size(), 2);
}

TEST_F(ResponderRekeyTest, EndsAChildSaThatIsNotRekeyedInTime)
{
    connect_for_long_ike_sas();
    client_->refusal = Notify{NotifyType::no_additional_sas, {}};
    pass(minutes{59});
    EXPECT_EQ(client_->requests.size(), 1) << "it is not asked again";
    client_->refusal.reset();
    pass(minutes{2});
    EXPECT_EQ(client_->requests.size(), 2);
    EXPECT_TRUE(ike().children.empty());
    EXPECT_EQ(responder_->child_size(), 0);
    EXPECT_EQ(responder_->size(), 1);
}

TEST_F(ResponderRekeyTest, EndsAnIkeSaThatIsNotRekeyedInTime)
{
    connect_for_long_child_sas();
    client_->refusal = Notify{NotifyType::no_additional_sas, {}};
    pass(minutes{59});
    EXPECT_EQ(free_.size(), 1);
    client_->refusal.reset();
    pass(minutes{1});
    EXPECT_TRUE(client_->sas.empty()) << "it was told";
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderRekeyTest, EndsAnIkeSaInTimeEvenIfNothingIsHeard)
{
    settings_.upkeep.retransmission.longest = minutes{10};
    connect_for_long_child_sas();
    client_->is_silent = true;
    pass(minutes{61});
    EXPECT_EQ(free_.size(), 2);
    EXPECT_EQ(responder_->size(), 0);
    EXPECT_EQ(responder_->child_size(), 0);
}

TEST_F(ResponderRekeyTest, WaitsOutATemporaryFailure)
{
    connect_for_long_ike_sas();
    client_->refusal = Notify{NotifyType::temporary_failure, {}};
    while (client_->requests.empty())
        pass(seconds{1});
    pass(seconds{8});
    EXPECT_EQ(client_->requests.size(), 1) << "not at once";
    client_->refusal.reset();
    pass(seconds{20});
    EXPECT_EQ(client_->requests.size(), 3);
    EXPECT_EQ(ike().children.size(), 1);
    EXPECT_EQ(opened_.size(), 2);
}

TEST_F(ResponderRekeyTest, EndsWithWhoPutsItOffForMinutes)
{
    connect_for_long_ike_sas();
    client_->refusal = Notify{NotifyType::temporary_failure, {}};
    while (client_->requests.empty())
        pass(seconds{1});
    pass(minutes{4});
    EXPECT_EQ(free_.size(), 1);
    pass(minutes{2});
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderRekeyTest, AsksForANewChildSaWhereThePeerHasLostTheOld)
{
    connect_for_long_ike_sas();
    client_->refusal = Notify{NotifyType::child_sa_not_found, {}, protocol_esp, {1, 2, 3, 4}};
    while (client_->requests.empty()) {
        pass(seconds{1});
        if (!client_->requests.empty()) break;
    }
    EXPECT_TRUE(std::ranges::count(closed_, opened_.front().inbound_spi));
    EXPECT_EQ(client_->requests.size(), 2);
    EXPECT_EQ(responder_->child_size(), 0) << "the peer wants none";
}

TEST_F(ResponderRekeyTest, TakesTheGroupThatThePeerAsksFor)
{
    connect_for_long_ike_sas();
    client_->refusal = invalid_ke_payload(31);
    client_->is_fickle = true;
    pass(minutes{55});
    EXPECT_EQ(client_->requests.size(), 3);
    EXPECT_EQ(ike().children.size(), 1);
    expect_same_keys();
}

TEST_F(ResponderRekeyTest, DoesNotTakeAGroupThatItDoesNotOffer)
{
    connect_for_long_ike_sas();
    client_->refusal = invalid_ke_payload(2);
    pass(minutes{55});
    EXPECT_EQ(client_->requests.size(), 1);
}

TEST_F(ResponderRekeyTest, GoesOnWithTheGroupOfTheLastRekey)
{
    connect_for_long_ike_sas();
    client_->refusal = invalid_ke_payload(31);
    client_->is_fickle = true;
    pass(minutes{55});
    pass(minutes{55});
    EXPECT_EQ(client_->requests.size(), 5);
    EXPECT_EQ(client_->last_group, 31);
    expect_same_keys();
}

TEST_F(ResponderRekeyTest, AcceptsNoAnswerThatItHasNotAskedFor)
{
    connect_for_long_ike_sas();
    client_->answers_with = policy::EspTuple{12, 256, 12};
    pass(minutes{55});
    EXPECT_EQ(opened_.size(), 1);
    EXPECT_TRUE(events_contain("unacceptable"));
    EXPECT_EQ(responder_->child_size(), 1);
}

}  // namespace gateway::ike
