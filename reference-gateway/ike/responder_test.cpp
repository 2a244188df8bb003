#include "ike/responder.h"

#include <gtest/gtest.h>

#include "ike/test_initiator.h"

namespace gateway::ike {
namespace {

using std::chrono::seconds;

constexpr policy::Tuple gcm_14{20, 256, {}, 6, 14};
constexpr policy::Tuple gcm_31{20, 256, {}, 5, 31};
const Rows rows{gcm_14, gcm_31};

class ResponderTest : public testing::Test {
protected:
    // Everything the responder sends for this datagram, its computations done on the spot.
    std::vector<Octets> ask(const Octets& request, std::uint8_t host = 1, bool nat_t = false)
    {
        const Path path{{{192, 0, 2, 2}, static_cast<std::uint16_t>(nat_t ? 4500 : 500)},
                        {{192, 0, 2, host}, 4000}};
        Actions actions = responder_->on_datagram({path, nat_t, request}, now_);
        std::vector<Octets> sent;
        collect(actions, sent);
        for (const Compute& compute : actions.compute) {
            Actions more =
                responder_->on_computed(carry_out(compute), now_);
            collect(more, sent);
        }
        return sent;
    }

    Octets ask_one(const Octets& request)
    {
        const auto sent = ask(request);
        return sent.size() == 1 ? sent.front() : Octets{};
    }

    void restart(const Limits& limits)
    {
        responder_ = std::make_unique<Responder>(
            Settings{rows, [](const policy::Tuple&) { return "row"; }, limits}, Seams{}, random_);
    }

    ResponderTest() { restart({}); }

    Instant now_{};
    CountingRandom random_;
    std::unique_ptr<Responder> responder_;

private:
    void collect(Actions& actions, std::vector<Octets>& sent)
    {
        for (Send& datagram : actions.send) {
            sent.push_back(std::move(datagram.octets));
        }
    }
};

using Types = std::vector<NotifyType>;

constexpr RawTransform unknown_transform{4, 9999, {}};

}  // namespace

TEST_F(ResponderTest, AnswersARowAndDerivesTheSameKeys)
{
    TestInitiator peer{gcm_14};
    ASSERT_TRUE(peer.accepted(ask_one(peer.ike_sa_init())));
    const auto inside = peer.opened(ask_one(peer.ike_auth({{35, {2, 0, 0, 0, 'x'}}})));
    ASSERT_TRUE(inside);
    EXPECT_EQ(to_hex(*inside), "0000000800000018");  // N(AUTHENTICATION_FAILED)
}

TEST_F(ResponderTest, AnswersARetransmissionWithTheSameOctets)
{
    TestInitiator peer{gcm_14};
    const Octets request = peer.ike_sa_init();
    const Octets answer = ask_one(request);
    EXPECT_EQ(ask_one(request), answer);

    ASSERT_TRUE(peer.accepted(answer));
    const Octets auth = peer.ike_auth({});
    const Octets refusal = ask_one(auth);
    EXPECT_FALSE(refusal.empty());
    EXPECT_EQ(ask_one(auth), refusal);
    // The first request is a copy from the past now (RFC 7296, Section 2.1).
    EXPECT_TRUE(ask(request).empty());
}

TEST_F(ResponderTest, AnotherIkeAuthAfterTheRefusalIsNotAnswered)
{
    TestInitiator peer{gcm_14};
    ASSERT_TRUE(peer.accepted(ask_one(peer.ike_sa_init())));
    EXPECT_FALSE(ask_one(peer.ike_auth({})).empty());
    EXPECT_TRUE(ask(peer.ike_auth({{43, {1, 2, 3}}})).empty());
}

TEST_F(ResponderTest, AForgedIkeAuthIsNotAnsweredAndChangesNothing)
{
    TestInitiator peer{gcm_14};
    ASSERT_TRUE(peer.accepted(ask_one(peer.ike_sa_init())));
    Octets forged = peer.ike_auth({});
    forged.back() ^= 1;
    EXPECT_TRUE(ask(forged).empty());
    EXPECT_FALSE(ask(peer.ike_auth({})).empty());
}

TEST_F(ResponderTest, LaterExchangesAreNotServedBeforeIkeAuth)
{
    TestInitiator peer{gcm_14};
    ASSERT_TRUE(peer.accepted(ask_one(peer.ike_sa_init())));
    for (const auto exchange : {ExchangeType::informational, ExchangeType::create_child_sa}) {
        peer.protected_exchange = exchange;
        EXPECT_TRUE(ask(peer.ike_auth({})).empty());
    }
    peer.protected_exchange = ExchangeType::ike_auth;
    EXPECT_FALSE(ask(peer.ike_auth({})).empty());
}

TEST_F(ResponderTest, RefusesAnUnknownCriticalPayloadInsideAndOutside)
{
    TestInitiator peer{gcm_14};
    const Octets clear = ask_one(peer.ike_sa_init({}, {{100, {}, true}}));
    EXPECT_EQ(notifies_in(clear), Types{NotifyType::unsupported_critical_payload});
    EXPECT_EQ(clear.back(), 100);

    ASSERT_TRUE(peer.accepted(ask_one(peer.ike_sa_init({}, {{100, {}, false}}))));
    const auto inside = peer.opened(ask_one(peer.ike_auth({{101, {}, true}})));
    ASSERT_TRUE(inside);
    EXPECT_EQ(to_hex(*inside), "000000090000000165");
}

TEST_F(ResponderTest, SaysInvalidSyntaxOnlyUnderItsKeys)
{
    TestInitiator peer{gcm_14};
    ASSERT_TRUE(peer.accepted(ask_one(peer.ike_sa_init())));
    const auto inside = peer.opened(ask_one(peer.ike_auth(35, {0, 0, 0, 99})));
    ASSERT_TRUE(inside);
    EXPECT_EQ(to_hex(*inside), "0000000800000007");

    Octets cut = peer.ike_sa_init();
    cut[27] = static_cast<std::uint8_t>(cut[27] + 1);
    EXPECT_TRUE(ask(cut).empty());
}

TEST_F(ResponderTest, RefusesWhatIsNotInThePolicy)
{
    TestInitiator peer{{20, 128, {}, 6, 14}};
    const Octets answer = ask_one(peer.ike_sa_init());
    EXPECT_EQ(notifies_in(answer), Types{NotifyType::no_proposal_chosen});
    EXPECT_EQ(View{answer}.subspan(8, 8).front(), 0);
    EXPECT_EQ(ask_one(peer.ike_sa_init()), answer);
}

TEST_F(ResponderTest, AsksForTheGroupOfTheSelectedProposal)
{
    TestInitiator peer{gcm_14};
    peer.key_share_group = 19;
    const Octets answer = ask_one(peer.ike_sa_init());
    EXPECT_EQ(notifies_in(answer), Types{NotifyType::invalid_ke_payload});
    EXPECT_EQ(to_hex(View{answer}.last(2)), "000e");
}

TEST_F(ResponderTest, PrefersTheGroupThatIsAlreadyThere)
{
    TestInitiator peer{gcm_31};
    auto& offer = peer.proposals.front();
    offer.insert(offer.begin(), {{2, 6, {}}, unknown_transform, {4, 14, {}}});
    EXPECT_TRUE(peer.accepted(ask_one(peer.ike_sa_init())));
}

TEST_F(ResponderTest, DropsAKeyShareOfTheWrongLengthOrOutOfRange)
{
    for (const std::size_t size : {0U, 1U, 255U, 257U}) {
        const Octets request = message(7, 0, ExchangeType::ike_sa_init, 0,
                                       {security_association({transforms_of(gcm_14)}),
                                        {34, joined({Octets{0, 14, 0, 0}, Octets(size, 0x55)})},
                                        {40, Octets(32)}});
        EXPECT_TRUE(ask(request).empty()) << size;
    }
    const Octets one = message(7, 0, ExchangeType::ike_sa_init, 0,
                               {security_association({transforms_of(gcm_14)}),
                                {34, joined({Octets{0, 14, 0, 0}, Octets(255), Octets{1}})},
                                {40, Octets(32)}});
    EXPECT_TRUE(ask(one).empty());
}

TEST_F(ResponderTest, ReservedBitsAndMinorVersionsAreIgnored)
{
    for (const auto& [at, bits] : {std::pair{17, 0x0f}, {19, 0x10}, {19, 0xc7}, {29, 0x7f}}) {
        TestInitiator peer{gcm_14, 0x1000U + static_cast<unsigned>(bits)};
        Octets request = peer.ike_sa_init();
        request[static_cast<std::size_t>(at)] |= static_cast<std::uint8_t>(bits);
        EXPECT_TRUE(peer.accepted(ask_one(request))) << at << " " << bits;
    }
}

TEST_F(ResponderTest, OtherMajorVersionsAreNotProcessed)
{
    Octets request = TestInitiator{gcm_14}.ike_sa_init();
    request[17] = 0x30;
    EXPECT_EQ(notifies_in(ask_one(request)), Types{NotifyType::invalid_major_version});
    request[17] = 0x10;
    EXPECT_TRUE(ask(request).empty());
}

TEST_F(ResponderTest, NeverAnswersAResponseOrAMessageOutOfSequence)
{
    const Octets request = TestInitiator{gcm_14}.ike_sa_init();
    const std::pair<std::size_t, std::uint8_t> changes[] = {{19, 0x28}, {19, 0x00}, {23, 1},
                                                            {15, 1},    {18, 240},  {18, 36}};
    for (const auto& [at, value] : changes) {
        Octets changed = request;
        changed[at] = value;
        EXPECT_TRUE(ask(changed).empty()) << at;
    }
    Octets without_spi = request;
    std::fill_n(without_spi.begin(), 8, std::uint8_t{0});
    EXPECT_TRUE(ask(without_spi).empty());
    EXPECT_TRUE(ask({}).empty());
    EXPECT_TRUE(ask(Octets(27)).empty());
    EXPECT_TRUE(ask({0xff}).empty());
}

TEST_F(ResponderTest, OnPort4500TheMarkerIsNeededAndSent)
{
    const Octets request = TestInitiator{gcm_14}.ike_sa_init();
    EXPECT_TRUE(ask(request, 1, true).empty());
    const auto answers = ask(joined({Octets(4), request}), 1, true);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(to_hex(View{answers.front()}.first(4)), "00000000");
    TestInitiator peer{gcm_14};
    EXPECT_TRUE(peer.accepted(View{answers.front()}.subspan(4)));
}

TEST_F(ResponderTest, AsksForACookieWhenCrowded)
{
    Limits limits;
    limits.crowded_at = 2;
    restart(limits);
    EXPECT_FALSE(ask(TestInitiator(gcm_31, 1).ike_sa_init()).empty());
    EXPECT_FALSE(ask(TestInitiator(gcm_31, 2).ike_sa_init()).empty());

    TestInitiator peer{gcm_31, 3};
    const Octets demand = ask_one(peer.ike_sa_init());
    ASSERT_EQ(notifies_in(demand), Types{NotifyType::cookie});
    const RawPayloadToSend cookie{41, copy_of(View{demand}.subspan(header_size + 4))};
    EXPECT_LE(cookie.body.size() - 4, 64U);

    // From elsewhere, or altered, the cookie proves nothing.
    EXPECT_EQ(notifies_in(ask(peer.ike_sa_init({cookie}, {}), 9).at(0)), Types{NotifyType::cookie});
    RawPayloadToSend altered = cookie;
    altered.body.back() ^= 1;
    EXPECT_EQ(notifies_in(ask_one(peer.ike_sa_init({altered}, {}))), Types{NotifyType::cookie});

    now_ += seconds{59};
    EXPECT_EQ(ask(peer.ike_sa_init({cookie}, {})).size(), 1U);
}

TEST_F(ResponderTest, ACookieOutlivesOneChangeOfTheSecretAndNoMore)
{
    Limits limits;
    limits.crowded_at = 0;
    restart(limits);
    TestInitiator peer{gcm_31};
    const Octets demand = ask_one(peer.ike_sa_init());
    const RawPayloadToSend cookie{41, copy_of(View{demand}.subspan(header_size + 4))};
    now_ += seconds{70};
    EXPECT_TRUE(peer.accepted(ask_one(peer.ike_sa_init({cookie}, {}))));
    now_ += seconds{200};
    EXPECT_EQ(notifies_in(ask_one(peer.ike_sa_init({cookie}, {}))), Types{NotifyType::cookie});
}

TEST_F(ResponderTest, HalfOpenSasAreCountedPerAddressAndExpire)
{
    Limits limits;
    limits.half_open_per_address = 2;
    limits.half_open = 3;
    restart(limits);
    for (std::uint64_t spi = 1; spi <= 3; ++spi) {
        EXPECT_EQ(ask(TestInitiator(gcm_31, spi).ike_sa_init()).size(), spi <= 2 ? 1U : 0U);
    }
    EXPECT_EQ(ask(TestInitiator(gcm_31, 4).ike_sa_init(), 2).size(), 1U);
    EXPECT_EQ(ask(TestInitiator(gcm_31, 5).ike_sa_init(), 3).size(), 0U);

    now_ += limits.half_open_life;
    EXPECT_EQ(responder_->on_wake(now_).events.size(), 3U);
    EXPECT_EQ(ask(TestInitiator(gcm_31, 6).ike_sa_init(), 3).size(), 1U);
}

TEST_F(ResponderTest, ARefusedIkeAuthLeavesNoHalfOpenSaBehind)
{
    Limits limits;
    limits.half_open = 1;
    restart(limits);
    for (std::uint64_t spi = 1; spi <= 5; ++spi) {
        TestInitiator peer{gcm_31, spi};
        ASSERT_TRUE(peer.accepted(ask_one(peer.ike_sa_init()))) << spi;
        EXPECT_FALSE(ask_one(peer.ike_auth({})).empty());
    }
    now_ += limits.closed_life;
    EXPECT_FALSE(responder_->on_wake(now_).wake);
}

TEST_F(ResponderTest, AnIkeSaNobodyKnowsIsNotAnswered)
{
    const Octets stray = message(1, 2, ExchangeType::ike_auth, 1, {{46, Octets(40)}});
    EXPECT_TRUE(ask(stray).empty());
}

}  // namespace gateway::ike
