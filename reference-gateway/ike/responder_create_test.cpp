// CREATE_CHILD_SA of a client that was let in.
#include "crypto/prf_plus.h"
#include "ike/responder_of_clients.h"

namespace gateway::ike {
namespace {

const Octets nonce(32, 0x5a);
const RawPayloadToSend rekeys_the_child{41, {3, 4, 0x40, 0x09, 0xc0, 0, 0, 1}};

// AES-GCM-256 in group 31 and no ESN, under SPI c0000002.
const Octets with_group_31{0,    0,  0, 40, 1, 3, 4, 3, 0xc0, 0, 0, 2,  3, 0, 0, 12, 1, 0, 0, 20,
                           0x80, 14, 1, 0,  3, 0, 0, 8, 4,    0, 0, 31, 0, 0, 0, 8,  5, 0, 0, 0};

class ResponderCreateTest : public ResponderOfClients {
protected:
    ResponderCreateTest()
    {
        let_in(peer_);
        first_ = actions_.open.front();
        peer_.message_id = 2;
        peer_.protected_exchange = ExchangeType::create_child_sa;
    }

    std::vector<int> create(const Octets& proposal, std::vector<RawPayloadToSend> more = {})
    {
        std::vector<RawPayloadToSend> payloads{
            {33, proposal}, {40, nonce}, {44, answers_to_everything}, {45, answers_to_everything}};
        payloads.insert(payloads.end(), more.begin(), more.end());
        return types_inside(peer_, ask(peer_.ike_auth(payloads)));
    }

    TestInitiator peer_{gcm_31};
    ChildSa first_;
};

}  // namespace

TEST_F(ResponderCreateTest, MakesAChildInThePlaceOfAnother)
{
    EXPECT_EQ(create(esp_proposal, {rekeys_the_child}), (std::vector<int>{33, 40, 44, 45}));
    ASSERT_EQ(actions_.open.size(), 1);
    EXPECT_TRUE(actions_.close.empty()) << "the old one lives until it is deleted";
    EXPECT_NE(actions_.open.front().inbound_keys.cipher, first_.inbound_keys.cipher);
    EXPECT_EQ(actions_.open.front().remote, first_.remote);
    EXPECT_EQ(free_.size(), 1) << "the address stays the same";
}

TEST_F(ResponderCreateTest, MakesOneWithForwardSecrecy)
{
    Octets share(32);
    share.front() = 9;
    EXPECT_EQ(create(with_group_31, {{34, joined({Octets{0, 31, 0, 0}, share})}}),
              (std::vector<int>{33, 40, 34, 44, 45}));
    EXPECT_EQ(actions_.open.front().outbound_spi, 0xc0000002);
}

TEST_F(ResponderCreateTest, AsksForAKeyShareOfTheGroup)
{
    EXPECT_EQ(create(with_group_31), std::vector<int>{41});
    EXPECT_EQ(to_hex(bodies_[41]), "00000011001f");
    EXPECT_EQ(create(esp_proposal), std::vector<int>{}) << "out of sequence";
    peer_.message_id = 3;
    EXPECT_EQ(create(esp_proposal).size(), 4) << "the IKE SA lives";
}

TEST_F(ResponderCreateTest, EndsWithWhoSendsAKeyShareThatIsNone)
{
    EXPECT_EQ(create(with_group_31, {{34, joined({Octets{0, 31, 0, 0}, Octets(32)})}}),
              std::vector<int>{41});
    EXPECT_EQ(bodies_[41][3], 7);
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderCreateTest, DoesNotKnowAChildThatIsNotThere)
{
    RawPayloadToSend another = rekeys_the_child;
    another.body.back() = 9;
    EXPECT_EQ(create(esp_proposal, {another}), std::vector<int>{41});
    EXPECT_EQ(to_hex(bodies_[41]), "0304002cc0000009");
}

TEST_F(ResponderCreateTest, RefusesWhatItDoesNotServe)
{
    Octets proposal = esp_proposal;
    proposal[19] = 12;  // AES-CBC without integrity
    EXPECT_EQ(create(proposal), std::vector<int>{41});
    EXPECT_EQ(bodies_[41][3], 14);
}

TEST_F(ResponderCreateTest, RepeatsItsAnswer)
{
    const std::vector<RawPayloadToSend> payloads{
        {33, esp_proposal}, {40, nonce}, {44, answers_to_everything}, {45, answers_to_everything}};
    const Octets request = peer_.ike_auth(payloads);
    const Octets answer = ask(request);
    EXPECT_FALSE(answer.empty());
    EXPECT_EQ(ask(request), answer);
    EXPECT_TRUE(actions_.open.empty());
}

// For an IKE SA under this SPI in the place of another.
std::vector<RawPayloadToSend> asking_for_an_ike_sa(const Octets& spi)
{
    Octets share(32);
    share.front() = 9;
    const Octets proposal = joined({Octets{0, 0, 0, 44, 1, 1, 8, 3}, spi,
                                    Octets{3, 0, 0, 12, 1, 0, 0, 20, 0x80, 14, 1, 0, 3, 0,
                                           0, 8, 2, 0,  0, 6, 0, 0,  0,    8,  4, 0, 0, 31}});
    return {{33, proposal}, {40, nonce}, {34, joined({Octets{0, 31, 0, 0}, share})}};
}

TEST_F(ResponderCreateTest, MakesAnIkeSaInThePlaceOfItself)
{
    const auto payloads = asking_for_an_ike_sa({1, 2, 3, 4, 5, 6, 7, 8});
    EXPECT_EQ(types_inside(peer_, ask(peer_.ike_auth(payloads))), (std::vector<int>{33, 40, 34}));
    EXPECT_EQ(bodies_[33][6], 8) << "with an SPI of its own";
    peer_.message_id = 3;
    peer_.protected_exchange = ExchangeType::informational;
    EXPECT_FALSE(ask(peer_.ike_auth({{42, {1, 0, 0, 0}}})).empty());
    EXPECT_TRUE(actions_.close.empty()) << "the Child SA has gone over to the new IKE SA";
    EXPECT_EQ(free_.size(), 1);
    EXPECT_EQ(places_, 1) << "one session, one place";
    now_ += std::chrono::hours{25};
    actions_ = responder_->on_wake(now_);
    EXPECT_EQ(places_, 2);
}

TEST_F(ResponderCreateTest, MakesNoIkeSaWhoseSpiIsZero)
{
    const auto payloads = asking_for_an_ike_sa({0, 0, 0, 0, 0, 0, 0, 0});
    EXPECT_EQ(types_inside(peer_, ask(peer_.ike_auth(payloads))), std::vector<int>{41});
    EXPECT_EQ(bodies_[41][3], 14);
}

TEST_F(ResponderCreateTest, ForgetsAnIkeSaThatWasReplacedAndNotDeleted)
{
    Octets share(32);
    share.front() = 9;
    const Octets proposal{0, 0,  0,    44, 1, 1, 8, 3, 1, 2, 3, 4, 5, 6, 7, 8, 3, 0, 0, 12, 1, 0,
                          0, 20, 0x80, 14, 1, 0, 3, 0, 0, 8, 2, 0, 0, 6, 0, 0, 0, 8, 4, 0,  0, 31};
    ask(peer_.ike_auth({{33, proposal}, {40, nonce}, {34, joined({Octets{0, 31, 0, 0}, share})}}));
    now_ += std::chrono::seconds{31};
    peer_.message_id = 3;
    peer_.protected_exchange = ExchangeType::informational;
    EXPECT_TRUE(ask(peer_.ike_auth(0, {})).empty());
    EXPECT_EQ(free_.size(), 1) << "the new one keeps the address";
}

TEST_F(ResponderCreateTest, RefusesMoreChildrenThanItHasRoomFor)
{
    for (std::uint32_t id = 2; id < 17; ++id) {
        peer_.message_id = id;
        EXPECT_EQ(create(esp_proposal).size(), 4) << id;
    }
    peer_.message_id = 17;
    EXPECT_EQ(create(esp_proposal), std::vector<int>{41});
    EXPECT_EQ(bodies_[41][3], 35);
    for (std::uint32_t id = 18; id < 34; ++id) {
        peer_.message_id = id;
        EXPECT_EQ(create(esp_proposal, {rekeys_the_child}).size(), 4) << "in the place of another";
    }
    peer_.message_id = 34;
    EXPECT_EQ(create(esp_proposal, {rekeys_the_child}), std::vector<int>{41}) << "none was deleted";
    EXPECT_EQ(bodies_[41][3], 35);
}

}  // namespace gateway::ike
