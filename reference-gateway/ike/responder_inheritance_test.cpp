// What an IKE SA leaves to the one in its place: RFC 7296, Section 2.8, and RFC 4555, Section 3.5.
#include "ike/responder_and_client.h"

namespace gateway::ike {

using std::chrono::minutes;
using std::chrono::seconds;

class ResponderInheritanceTest : public ResponderAndClient {
protected:
    ResponderInheritanceTest()
    {
        settings_.upkeep.silence = {};
        settings_.upkeep.ike_sa = {minutes{60}, minutes{5}};
    }

    void connect_with_mobike()
    {
        connect({{41, {0, 0, 0x40, 0x2e}}}, {{41, {0, 0, 0x40, 0x0c}}});
        client_->keeps_old_sas = true;
    }

    // The gateway's request is on its way, and the client's has been answered.
    void both_rekey_the_ike_sa()
    {
        is_lossy_ = true;
        while (sent_.empty()) {
            pass(seconds{1});
        }
        on_its_way_ = sent_.back().octets;
        from_client_and_back(client_->rekey_ike(client_->sas.back(), Octets(32, 0xff)));
        ASSERT_EQ(client_->sas.size(), 2);
    }

    void from_client_and_back(const Octets& message)
    {
        sent_.clear();
        from_client(message);
        ASSERT_FALSE(sent_.empty());
        for (const Send& sent : std::exchange(sent_, {})) {
            for (const Octets& answer : client_->on_datagram(sent.octets)) {
                from_client(answer);
            }
        }
    }

    void move_within(LivingClient::Sa& sa)
    {
        path_.peer = elsewhere_;
        from_client(client_->request(sa, ExchangeType::informational,
                                     {Notify{NotifyType::update_sa_addresses, {}}}));
    }

    // Within this IKE SA.
    [[nodiscard]] std::vector<Send> asked_within(const LivingClient::Sa& sa) const
    {
        std::vector<Send> asked;
        std::ranges::copy_if(sent_, std::back_inserter(asked), [&](const Send& sent) {
            const auto header = parse_header(sent.octets);
            return !header->is_response && header->initiator_spi == sa.initiator_spi;
        });
        return asked;
    }

    const Endpoint elsewhere_{{192, 0, 2, 77}, 4711};
    Octets on_its_way_;
};

TEST_F(ResponderInheritanceTest, AnAddressThatIsNotCheckedYetIsCheckedByTheSuccessor)
{
    connect_with_mobike();
    is_lossy_ = true;
    auto& old = client_->sas.front();
    move_within(old);
    ASSERT_EQ(asked_within(old).size(), 1);
    sent_.clear();
    from_client(client_->rekey_ike(old, Octets(32, 0x11)));
    client_->on_datagram(sent_.front().octets);
    ASSERT_EQ(client_->sas.size(), 2);
    const auto asked = asked_within(client_->sas.back());
    ASSERT_EQ(asked.size(), 1);
    EXPECT_EQ(asked.front().path.peer, elsewhere_);
    client_->spoils_cookies = true;
    from_client(client_->on_datagram(asked.front().octets).front());
    EXPECT_EQ(closed_.size(), 1) << "it is not there";
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderInheritanceTest, AMoveWhileBothRekeyIsTheSurvivorsToo)
{
    connect_with_mobike();
    both_rekey_the_ike_sa();
    move_within(client_->sas.front());
    EXPECT_EQ(moves_.size(), 1);
    client_->refusal = Notify{NotifyType::temporary_failure, {}};
    from_client(client_->on_datagram(on_its_way_).front());
    client_->refusal.reset();
    sent_.clear();
    pass(minutes{61});
    const auto asked = asked_within(client_->sas.back());
    ASSERT_FALSE(asked.empty());
    for (const Send& sent : asked) {
        EXPECT_EQ(sent.path.peer, elsewhere_);
    }
}

TEST_F(ResponderInheritanceTest, AMoveWhileBothRekeyIsCheckedByTheSurvivor)
{
    connect_with_mobike();
    both_rekey_the_ike_sa();
    move_within(client_->sas.front());
    client_->refusal = Notify{NotifyType::temporary_failure, {}};
    from_client(client_->on_datagram(on_its_way_).front());
    client_->refusal.reset();
    sent_.clear();
    is_lossy_ = false;
    client_->spoils_cookies = true;
    pass(seconds{1});
    EXPECT_EQ(free_.size(), 2) << "it is not there";
}

TEST_F(ResponderInheritanceTest, TooManyFragmentsInTheOldOneHarmNotTheNew)
{
    connect_with_mobike();
    both_rekey_the_ike_sa();
    const auto& old = client_->sas.front();
    const Response bulky{
        old.initiator_spi, old.responder_spi, 37, old.next_id, {Nonce{Octets(65000)}}, false, true};
    for (const Octets& fragment : write_fragments(*algorithms_of(gcm_31), old.keys, bulky, 1200,
                                                  next_payload_of_a_fragment, random_)) {
        from_client(fragment);
    }
    ASSERT_TRUE(events_contain("too-many-fragments"));
    EXPECT_TRUE(closed_.empty());
    EXPECT_EQ(free_.size(), 1);
    EXPECT_EQ(responder_->child_size(), 1);
    from_client_and_back(
        client_->request(client_->sas.back(), ExchangeType::informational, {DeletedIkeSa{}}));
    EXPECT_EQ(closed_.size(), 1);
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderInheritanceTest, AChildlessSaDoesNotLiveLongerForBeingRekeyed)
{
    rebuild();
    ASSERT_TRUE(peer_.accepted(ask(peer_.ike_sa_init())));
    types_inside(peer_, ask(peer_.ike_auth(proof(peer_, key_of(alice)))));
    ASSERT_EQ(responder_->size(), 1);
    EXPECT_EQ(places_, 1);
    client_.emplace(peer_, gcm_31, random_);
    wake_ = actions_.wake;
    for (int i = 0; i < 4; ++i) {
        pass(seconds{29});
        from_client(client_->rekey_ike(client_->sas.back(), Octets(32, 0x11)));
        EXPECT_EQ(client_->sas.size(), 1);
        EXPECT_GE(responder_->size(), 1);
    }
    pass(seconds{36});
    EXPECT_TRUE(responder_->is_idle());
    EXPECT_EQ(places_, 2);
}

}  // namespace gateway::ike
