// A client with a certificate: let in, given an address and a Child SA, and let go again.
#include "ike/responder_of_clients.h"

namespace gateway::ike {

using ResponderAuthTest = ResponderOfClients;

TEST_F(ResponderAuthTest, LetsInWhoProvesItselfAndProvesItselfInReturn)
{
    TestInitiator peer{gcm_31};
    EXPECT_EQ(let_in(peer), (std::vector<int>{36, 37, 39, 47, 33, 44, 45}));
    EXPECT_EQ(bodies_[36], (Octets{2, 0, 0, 0, 'g', 'w'}));
    const View signature = View{bodies_[39]}.subspan(4);
    EXPECT_TRUE(crypto::is_signed_by(der_of(gateway_certificate),
                                     {crypto::SignatureForm::ecdsa_plain, crypto::Hash::sha2_256},
                                     peer.signed_by_the_responder(bodies_[36]), signature));
    EXPECT_EQ(to_hex(bodies_[47]), "0200000000010004ac10c901");
    EXPECT_EQ(to_hex(bodies_[44]), "0100000007000010" "0000ffff" "ac10c901ac10c901");
    EXPECT_EQ(to_hex(bodies_[45]), "0100000007000010" "0000ffff" "0a0100000a01ffff");
    ASSERT_EQ(actions_.open.size(), 1);
    EXPECT_EQ(actions_.open.front().outbound_spi, 0xc0000001);
    EXPECT_EQ(subjects_, std::vector<std::string>{"CN=alice"});
}

TEST_F(ResponderAuthTest, AnswersTheSameIkeAuthWithTheSameOctets)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
    const Octets request = peer.ike_auth(everything(peer));
    const Octets answer = ask(request);
    EXPECT_FALSE(answer.empty());
    EXPECT_EQ(ask(request), answer);
    EXPECT_TRUE(actions_.open.empty());
}

TEST_F(ResponderAuthTest, RefusesWhoSignsWithAnotherKey)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
    EXPECT_EQ(notify_in(peer, ask(peer.ike_auth(proof(peer, key_of(gateway_certificate))))), 24);
}

TEST_F(ResponderAuthTest, RefusesWhoProvesNothing)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
    EXPECT_EQ(notify_in(peer, ask(peer.ike_auth({{35, alice_id}}))), 24);
}

TEST_F(ResponderAuthTest, KeepsTheIkeSaOfAChildThatItRefuses)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
    auto payloads = everything(peer);
    payloads.erase(payloads.begin() + 3);  // no address is asked for
    EXPECT_EQ(types_inside(peer, ask(peer.ike_auth(payloads))), (std::vector<int>{36, 37, 39, 41}));
    EXPECT_EQ(bodies_[41][3], 37);
    peer.message_id = 2;
    peer.protected_exchange = ExchangeType::informational;
    EXPECT_FALSE(ask(peer.ike_auth(0, {})).empty()) << "it lives";
}

TEST_F(ResponderAuthTest, TellsWhenThereIsNoAddressLeft)
{
    free_.clear();
    TestInitiator peer{gcm_31};
    EXPECT_EQ(let_in(peer), (std::vector<int>{36, 37, 39, 41}));
    EXPECT_EQ(bodies_[41][3], 36);
}

TEST_F(ResponderAuthTest, FreesTheAddressOfWhoLeaves)
{
    TestInitiator peer{gcm_31};
    let_in(peer);
    EXPECT_EQ(free_.size(), 1);
    peer.message_id = 2;
    peer.protected_exchange = ExchangeType::informational;
    const Octets request = peer.ike_auth({{42, {1, 0, 0, 0}}});
    const Octets answer = ask(request);
    EXPECT_TRUE(types_inside(peer, answer).empty());
    EXPECT_EQ(actions_.close.size(), 1);
    EXPECT_EQ(free_.size(), 2);
    EXPECT_EQ(ask(request), answer) << "answered again";
    peer.message_id = 3;
    EXPECT_TRUE(ask(peer.ike_auth(0, {})).empty()) << "the SA is gone";
}

TEST_F(ResponderAuthTest, DeletesAChildAndNamesItsOwnHalf)
{
    TestInitiator peer{gcm_31};
    let_in(peer);
    const std::uint32_t inbound = actions_.open.front().inbound_spi;
    peer.message_id = 2;
    peer.protected_exchange = ExchangeType::informational;
    EXPECT_EQ(types_inside(peer, ask(peer.ike_auth({{42, {3, 4, 0, 1, 0xc0, 0, 0, 1}}}))),
              std::vector<int>{42});
    EXPECT_EQ(Cursor{View{bodies_[42]}.subspan(4)}.u32(), inbound);
    EXPECT_EQ(actions_.close, std::vector<std::uint32_t>{inbound});
    peer.message_id = 3;
    EXPECT_TRUE(types_inside(peer, ask(peer.ike_auth({{42, {3, 4, 0, 1, 0xc0, 0, 0, 1}}}))).empty());
}

TEST_F(ResponderAuthTest, TakesRequestsInTheirOrderAlone)
{
    TestInitiator peer{gcm_31};
    let_in(peer);
    peer.protected_exchange = ExchangeType::informational;
    peer.message_id = 3;
    EXPECT_TRUE(ask(peer.ike_auth(0, {})).empty());
    peer.message_id = 2;
    EXPECT_FALSE(ask(peer.ike_auth(0, {})).empty());
}

TEST_F(ResponderAuthTest, EndsAnSaInWhichAMessageCannotBeRead)
{
    TestInitiator peer{gcm_31};
    let_in(peer);
    peer.protected_exchange = ExchangeType::informational;
    peer.message_id = 2;
    EXPECT_EQ(notify_in(peer, ask(peer.ike_auth(42, {0, 0, 0, 200}))), 7);
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderAuthTest, LetsWhoBeginsAnewReplaceItself)
{
    TestInitiator first{gcm_31, 1};
    let_in(first);
    TestInitiator second{gcm_31, 2};
    ASSERT_TRUE(second.accepted(ask(second.ike_sa_init())));
    auto payloads = everything(second);
    payloads.push_back({41, {0, 0, 0x40, 0}});  // INITIAL_CONTACT
    types_inside(second, ask(second.ike_auth(payloads)));
    EXPECT_EQ(actions_.close.size(), 1);
    EXPECT_EQ(actions_.open.size(), 1);
    EXPECT_EQ(free_.size(), 1);
}

TEST_F(ResponderAuthTest, LetsGoOfWhoIsNeverHeardAgain)
{
    TestInitiator peer{gcm_31};
    let_in(peer);
    now_ += std::chrono::hours{25};
    actions_ = responder_->on_wake(now_);
    EXPECT_EQ(actions_.close.size(), 1);
    EXPECT_EQ(free_.size(), 2);
}

}  // namespace gateway::ike
