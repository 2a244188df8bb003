// A client that sends and gets fragments: RFC 7383.
#include "ike/responder_of_clients.h"

namespace gateway::ike {
namespace {

class ResponderFragmentsTest : public ResponderOfClients {
protected:
    // Half open, and both support fragments.
    bool begin(TestInitiator& peer)
    {
        const Octets answer = ask(peer.ike_sa_init({}, {{41, {0, 0, 0x40, 0x2e}}}));
        const auto notifies = notifies_in(answer);
        EXPECT_TRUE(std::ranges::count(notifies, NotifyType::ikev2_fragmentation_supported) == 1);
        return peer.accepted(answer);
    }

    std::vector<Octets> ask_all(const std::vector<Octets>& messages)
    {
        std::vector<Octets> answers;
        for (const Octets& message : messages) {
            static_cast<void>(ask(message));
            for (const Send& send : actions_.send) {
                answers.push_back(send.octets);
            }
        }
        return answers;
    }

    // The types of the payloads in an answer, whole or in fragments.
    std::vector<int> types_in(TestInitiator& peer, const std::vector<Octets>& answers)
    {
        inside_.clear();
        for (const Octets& answer : answers) {
            const auto part = peer.opened(answer);
            if (!part) return {};
            inside_ = joined({inside_, *part});
        }
        std::vector<int> types;
        if (answers.empty()) return types;
        const auto chain = split(answers.front()[header_size], inside_);
        if (!chain) return types;
        for (const RawPayload& payload : chain->payloads) {
            types.push_back(payload.type);
        }
        return types;
    }
};

const std::vector<int> admission{36, 37, 39, 47, 33, 44, 45};

TEST_F(ResponderFragmentsTest, SaysThatItSupportsThemOnlyToWhoDoes)
{
    TestInitiator peer{gcm_31};
    const auto notifies = notifies_in(ask(peer.ike_sa_init()));
    EXPECT_FALSE(std::ranges::count(notifies, NotifyType::ikev2_fragmentation_supported) == 1);
    TestInitiator other{gcm_31, 8};
    EXPECT_TRUE(begin(other));
}

TEST_F(ResponderFragmentsTest, LetsInWhoComesInFragmentsInAnyOrderAndTwice)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(begin(peer));
    auto parts = peer.fragments(everything(peer), 4);
    std::ranges::reverse(parts);
    parts.insert(parts.begin() + 1, parts.front());
    EXPECT_EQ(types_in(peer, ask_all(parts)), admission);
}

TEST_F(ResponderFragmentsTest, DropsThemWhereTheyAreNotAgreed)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(peer.accepted(ask(peer.ike_sa_init())));
    EXPECT_TRUE(ask_all(peer.fragments(everything(peer), 2)).empty());
    EXPECT_EQ(types_in(peer, {ask(peer.ike_auth(everything(peer)))}), admission);
}

TEST_F(ResponderFragmentsTest, DropsWhatCannotBeAndWhatIsAltered)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(begin(peer));
    const auto parts = peer.fragments(everything(peer), 3);
    const Octets stuff{1, 2, 3};
    Octets altered = parts[1];
    altered.back() ^= 1;
    Octets too_short = parts[1];
    too_short.resize(header_size + 4 + 3);
    too_short[header_size + 3] = 7;
    too_short[27] = static_cast<std::uint8_t>(too_short.size());
    too_short[26] = 0;
    const auto answers = ask_all({parts[0], altered, too_short, peer.fragment({0, 3}, 0, stuff),
                                  peer.fragment({2, 0}, 0, stuff), peer.fragment({4, 3}, 0, stuff),
                                  peer.fragment({2, 2}, 0, stuff), parts[2], parts[1]});
    EXPECT_EQ(types_in(peer, answers), admission);
}

TEST_F(ResponderFragmentsTest, BeginsAnewWithALargerTotal)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(begin(peer));
    EXPECT_TRUE(ask_all({peer.fragments(everything(peer), 2)[0]}).empty());
    EXPECT_EQ(types_in(peer, ask_all(peer.fragments(everything(peer), 3))), admission);
}

TEST_F(ResponderFragmentsTest, AnswersTheFirstFragmentAgainAndNoOther)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(begin(peer));
    const auto parts = peer.fragments(everything(peer), 3);
    const auto answers = ask_all(parts);
    ASSERT_FALSE(answers.empty());
    EXPECT_TRUE(ask_all({parts[1], parts[2]}).empty());
    EXPECT_EQ(ask_all({parts[0]}), answers);
    EXPECT_EQ(ask_all({peer.fragments(everything(peer), 4)[0]}), answers) << "cut anew";
}

TEST_F(ResponderFragmentsTest, AnswersInFragmentsAsLongAsThoseThatCameButNotShorterThanIsUseful)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(begin(peer));
    const auto answers = ask_all(peer.fragments(everything(peer), 40));
    ASSERT_GE(answers.size(), 2);
    EXPECT_EQ(types_in(peer, answers), admission);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        EXPECT_LE(answers[i].size(), 576U - 28U);
        EXPECT_EQ(answers[i][16], 53);
        EXPECT_EQ(answers[i][header_size], i == 0 ? 36 : 0);
        EXPECT_EQ(answers[i][header_size + 5], i + 1);
        EXPECT_EQ(answers[i][header_size + 7], answers.size());
    }
}

TEST_F(ResponderFragmentsTest, ServesFragmentsOfLaterRequests)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(begin(peer));
    ASSERT_EQ(types_in(peer, ask_all(peer.fragments(everything(peer), 2))), admission);
    peer.message_id = 2;
    peer.protected_exchange = ExchangeType::informational;
    const auto answers = ask_all(peer.fragments({{42, {1, 0, 0, 0}}}, 2));
    ASSERT_EQ(answers.size(), 1);
    EXPECT_EQ(answers.front()[16], 46) << "short: whole";
    EXPECT_EQ(free_.size(), 2);
}

TEST_F(ResponderFragmentsTest, HasNoRoomForMoreThanAMessage)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(begin(peer));
    for (std::uint16_t i = 1; i < 70; ++i) {
        static_cast<void>(ask(peer.fragment({i, 70}, 0, Octets(1000))));
    }
    EXPECT_EQ(ask(peer.ike_auth(everything(peer))), Octets{}) << "the SA is gone";
}

TEST_F(ResponderFragmentsTest, ForgetsThemAfterAWhile)
{
    TestInitiator peer{gcm_31};
    ASSERT_TRUE(begin(peer));
    ASSERT_EQ(types_in(peer, ask_all(peer.fragments(everything(peer), 2))), admission);
    peer.message_id = 2;
    peer.protected_exchange = ExchangeType::informational;
    const auto parts = peer.fragments({{42, {1, 0, 0, 0}}}, 2);
    EXPECT_TRUE(ask_all({parts[0]}).empty());
    EXPECT_EQ(actions_.wake, now_ + std::chrono::seconds{30});
    now_ += std::chrono::seconds{31};
    EXPECT_TRUE(ask_all({parts[1]}).empty());
    EXPECT_EQ(ask_all({parts[0]}).size(), 1);
}

}  // namespace
}  // namespace gateway::ike
