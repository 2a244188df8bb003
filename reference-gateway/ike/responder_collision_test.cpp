// Both ends are about the same SA: RFC 7296, Sections 2.8.1, 2.8.2 and 2.25.
#include "ike/responder_and_client.h"

namespace gateway::ike {

using std::chrono::minutes;
using std::chrono::seconds;

class ResponderCollisionTest : public ResponderAndClient {
protected:
    ResponderCollisionTest() { settings_.upkeep.silence = {}; }

    // The gateway's request is on its way, and the client's too. 32 octets of the gateway's nonce
    // are neither all zeros nor all ones.
    void both_rekey_the_child(const Octets& nonce)
    {
        settings_.upkeep.child_sa = {minutes{60}, minutes{5}};
        connect();
        cross([&] { return client_->rekey_child(client_->sas.back(), nonce); });
    }

    void both_rekey_the_ike_sa(const Octets& nonce)
    {
        settings_.upkeep.ike_sa = {minutes{60}, minutes{5}};
        connect();
        cross([&] { return client_->rekey_ike(client_->sas.back(), nonce); });
    }

    // It was refused every rekey, and its Delete is on its way.
    void the_gateway_closes_the_child()
    {
        settings_.upkeep.child_sa = {minutes{60}, minutes{5}};
        connect();
        client_->refusal = Notify{NotifyType::no_additional_sas, {}};
        pass(minutes{59});
        client_->refusal.reset();
        is_lossy_ = true;
        pass(minutes{2});
    }

    void cross(const std::function<Octets()>& request)
    {
        client_->keeps_old_sas = true;
        is_lossy_ = true;
        while (sent_.empty())
            pass(seconds{1});
        on_their_way_ = sent_.back().octets;
        crossing_ = request();
    }

    Octets gateway_says(const Octets& message)
    {
        sent_.clear();
        from_client(message);
        return sent_.empty() ? Octets{} : sent_.front().octets;
    }

    // Each answers what the other has asked, then hears the answer.
    void answer_each_other()
    {
        const Octets to_client = gateway_says(crossing_);
        const auto to_gateway = client_->on_datagram(on_their_way_);
        ASSERT_EQ(to_gateway.size(), 1);
        client_->on_datagram(to_client);
        sent_.clear();
        from_client(to_gateway.front());
    }

    int notify_to(const Octets& answer)
    {
        client_->on_datagram(answer);
        return client_->answered.size() == 1 ? client_->last_notify : 0;
    }

    const Octets low_ = Octets(32, 0x00), high_ = Octets(32, 0xff);
    Octets on_their_way_, crossing_;
};

TEST_F(ResponderCollisionTest, ChildOfTheLowestNonceIsDeletedByItsMakerTheGateway)
{
    both_rekey_the_child(high_);
    client_->next_nonce = low_;  // in the exchange that the gateway began
    answer_each_other();
    ASSERT_EQ(opened_.size(), 3);
    const std::uint32_t lost = opened_.back().inbound_spi;
    EXPECT_TRUE(opened_.back().receives_only);
    is_lossy_ = false;
    for (const Octets& answer : client_->on_datagram(sent_.back().octets)) {
        from_client(answer);
    }
    EXPECT_EQ(closed_, std::vector{lost});
    from_client(client_->request(client_->sas.back(), ExchangeType::informational,
                                 {DeletedChildren{{0xc0000001}}}));
    EXPECT_EQ(closed_.size(), 2);
    EXPECT_EQ(responder_->child_size(), 1);
    pass(minutes{30});
    EXPECT_EQ(opened_.size(), 3) << "nothing more to do";
}

TEST_F(ResponderCollisionTest, WhoMadeTheChildThatStaysDeletesTheOld)
{
    both_rekey_the_child(low_);
    client_->next_nonce = high_;
    answer_each_other();
    ASSERT_EQ(opened_.size(), 3);
    is_lossy_ = false;
    for (const Octets& answer : client_->on_datagram(sent_.back().octets)) {
        from_client(answer);
    }
    EXPECT_EQ(closed_, std::vector{opened_.front().inbound_spi});
    from_client(client_->request(client_->sas.back(), ExchangeType::informational,
                                 {DeletedChildren{{0xc1000001}}}));
    EXPECT_EQ(closed_.back(), opened_[1].inbound_spi);
    EXPECT_EQ(responder_->child_size(), 1);
}

// The second sequence of Section 2.8.1: the gateway's request came late.
TEST_F(ResponderCollisionTest, AChildThatIsGoneMeanwhileNeedsNoSuccessor)
{
    both_rekey_the_child(high_);
    client_->on_datagram(gateway_says(crossing_));
    from_client(client_->request(client_->sas.back(), ExchangeType::informational,
                                 {DeletedChildren{{0xc0000001}}}));
    EXPECT_EQ(closed_.size(), 1);
    client_->refusal = Notify{NotifyType::child_sa_not_found, {}, protocol_esp, {1, 2, 3, 4}};
    const auto answer = client_->on_datagram(on_their_way_);
    sent_.clear();
    from_client(answer.front());
    EXPECT_TRUE(sent_.empty());
    EXPECT_EQ(responder_->child_size(), 1);
    EXPECT_EQ(opened_.size(), 2);
}

TEST_F(ResponderCollisionTest, IkeSaOfTheLowestNonceIsDeletedByItsMakerTheGateway)
{
    both_rekey_the_ike_sa(high_);
    client_->next_nonce = low_;
    answer_each_other();
    EXPECT_EQ(responder_->size(), 3);
    is_lossy_ = false;
    ASSERT_EQ(sent_.size(), 1);
    const auto header = parse_header(sent_.front().octets);
    EXPECT_TRUE(header->from_initiator) << "within the IKE SA that it began";
    for (const Octets& answer : client_->on_datagram(sent_.front().octets)) {
        from_client(answer);
    }
    ASSERT_EQ(client_->sas.size(), 2);
    from_client(
        client_->request(client_->sas.front(), ExchangeType::informational, {DeletedIkeSa{}}));
    EXPECT_TRUE(closed_.empty()) << "the Child SA is the survivor's";
    EXPECT_EQ(free_.size(), 1);
    pass(minutes{1});
    EXPECT_EQ(responder_->size(), 1);
    from_client(
        client_->request(client_->sas.back(), ExchangeType::informational, {DeletedIkeSa{}}));
    EXPECT_EQ(closed_.size(), 1);
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderCollisionTest, WhoMadeTheIkeSaThatStaysDeletesTheOld)
{
    both_rekey_the_ike_sa(low_);
    client_->next_nonce = high_;
    answer_each_other();
    EXPECT_EQ(responder_->size(), 3);
    ASSERT_EQ(sent_.size(), 1);
    const auto header = parse_header(sent_.front().octets);
    EXPECT_FALSE(header->from_initiator) << "within the old one";
    is_lossy_ = false;
    for (const Octets& answer : client_->on_datagram(sent_.front().octets)) {
        from_client(answer);
    }
    pass(minutes{1});
    EXPECT_EQ(responder_->size(), 1) << "the loser is the client's to delete, but not for ever";
    EXPECT_TRUE(closed_.empty());
    EXPECT_EQ(free_.size(), 1);
}

// Section 2.8.2: the client has not noticed.
TEST_F(ResponderCollisionTest, ADeleteOfTheOldIkeSaEndsItsOwnAttempt)
{
    both_rekey_the_ike_sa(high_);
    client_->on_datagram(gateway_says(crossing_));
    from_client(
        client_->request(client_->sas.front(), ExchangeType::informational, {DeletedIkeSa{}}));
    EXPECT_TRUE(closed_.empty());
    EXPECT_EQ(free_.size(), 1);
    pass(minutes{1});
    EXPECT_EQ(responder_->size(), 1);
    from_client(
        client_->request(client_->sas.back(), ExchangeType::informational, {DeletedIkeSa{}}));
    EXPECT_EQ(closed_.size(), 1) << "the Child SA had gone over to the client's";
}

TEST_F(ResponderCollisionTest, ARefusedAttemptLeavesTheSaThatTheClientMade)
{
    both_rekey_the_ike_sa(high_);
    client_->on_datagram(gateway_says(crossing_));
    client_->refusal = Notify{NotifyType::temporary_failure, {}};
    from_client(client_->on_datagram(on_their_way_).front());
    client_->refusal.reset();
    from_client(
        client_->request(client_->sas.back(), ExchangeType::informational, {DeletedIkeSa{}}));
    EXPECT_EQ(closed_.size(), 1);
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderCollisionTest, NothingIsAskedOfAnIkeSaThatTheClientHasRekeyedMeanwhile)
{
    settings_.upkeep.ike_sa = {minutes{60}, minutes{5}};
    connect();
    Actions begun;
    while (begun.compute.empty()) {
        now_ = wake_.value();
        begun = responder_->on_wake(now_);
        wake_ = begun.wake;
    }
    client_->keeps_old_sas = true;
    from_client(client_->rekey_ike(client_->sas.back(), high_));
    ASSERT_EQ(client_->sas.size(), 2);
    sent_.clear();
    perform(responder_->on_computed(carry_out(begun.compute.front()), now_));
    EXPECT_TRUE(sent_.empty());
    pass(minutes{1});
    EXPECT_EQ(responder_->size(), 1);
    EXPECT_EQ(responder_->child_size(), 1);
    EXPECT_EQ(free_.size(), 1);
}

TEST_F(ResponderCollisionTest, TheIkeSaOfThePeerLivesUntilItIsKnownWhichOneStays)
{
    both_rekey_the_ike_sa(high_);
    client_->on_datagram(gateway_says(crossing_));
    sent_.clear();
    from_client(client_->request(client_->sas.back(), ExchangeType::informational, {}));
    EXPECT_EQ(sent_.size(), 1) << "the response, and no Delete";
}

TEST_F(ResponderCollisionTest, ThePeerRekeysAnIkeSaOnceWhileTheGatewayDoes)
{
    both_rekey_the_ike_sa(high_);
    client_->on_datagram(gateway_says(crossing_));
    const std::size_t size = responder_->size();
    const Octets again = client_->rekey_ike(client_->sas.front(), low_);
    EXPECT_EQ(notify_to(gateway_says(again)), 43);
    EXPECT_EQ(responder_->size(), size);
}

TEST_F(ResponderCollisionTest, NothingComesOfWhatWasComputedForAnIkeSaThatIsGone)
{
    connect();
    auto& sa = client_->sas.back();
    const auto id = sa.next_id;
    const Octets rekey = client_->rekey_ike(sa, high_);
    const Actions begun = responder_->on_datagram({path_, false, rekey}, now_);
    ASSERT_EQ(begun.compute.size(), 1);
    sa.next_id = id;
    from_client(client_->request(sa, ExchangeType::informational, {DeletedIkeSa{}}));
    sent_.clear();
    const std::size_t size = responder_->size();
    perform(responder_->on_computed(carry_out(begun.compute.front()), now_));
    EXPECT_TRUE(sent_.empty());
    EXPECT_EQ(responder_->size(), size);
}

TEST_F(ResponderCollisionTest, NoChildSaIsMadeWhileTheIkeSaIsRekeyed)
{
    both_rekey_the_ike_sa(high_);
    client_->sas.front().next_id = 2;  // instead of the other
    const Octets request = client_->rekey_child(client_->sas.front(), high_);
    EXPECT_EQ(notify_to(gateway_says(request)), 43);
}

TEST_F(ResponderCollisionTest, NoIkeSaIsRekeyedWhileAChildSaIs)
{
    both_rekey_the_child(high_);
    client_->sas.front().next_id = 2;  // instead of the other
    const Octets request = client_->rekey_ike(client_->sas.front(), high_);
    EXPECT_EQ(notify_to(gateway_says(request)), 43);
}

TEST_F(ResponderCollisionTest, NoChildSaIsRekeyedThatIsBeingClosed)
{
    the_gateway_closes_the_child();
    const Octets request = client_->rekey_child(client_->sas.front(), high_);
    EXPECT_EQ(notify_to(gateway_says(request)), 43);
}

TEST_F(ResponderCollisionTest, DeletesThatCrossNameNothing)
{
    the_gateway_closes_the_child();
    client_->on_datagram(gateway_says(client_->request(
        client_->sas.front(), ExchangeType::informational, {DeletedChildren{{0xc0000001}}})));
    EXPECT_TRUE(client_->answered.empty());
    EXPECT_EQ(responder_->child_size(), 0);
}

}  // namespace gateway::ike
