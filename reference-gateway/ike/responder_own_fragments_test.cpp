// The gateway's own requests, and what is answered to them, in fragments: RFC 7383, Sections 2.5
// and 2.6.
#include "ike/responder_and_client.h"

namespace gateway::ike {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::uint8_t encrypted_fragment = 53;

}  // namespace

class ResponderOwnFragmentsTest : public ResponderAndClient {
protected:
    ResponderOwnFragmentsTest()
    {
        settings_.upkeep.silence = {};
        settings_.upkeep.child_sa = {minutes{60}, minutes{5}};
    }

    void connect_with_fragments() { connect({{41, {0, 0, 0x40, 0x2e}}}); }

    // Nothing of it has reached the gateway.
    std::vector<Octets> answers_of_the_client()
    {
        client_->longest_answer = 150;
        is_lossy_ = true;
        while (sent_.empty()) {
            pass(seconds{1});
        }
        return client_->on_datagram(sent_.back().octets);
    }

    void from_client_all(const std::vector<Octets>& messages)
    {
        for (const Octets& message : messages) {
            from_client(message);
        }
    }
};

TEST_F(ResponderOwnFragmentsTest, PutsAnAnswerTogetherInAnyOrderAndTwice)
{
    connect_with_fragments();
    auto answers = answers_of_the_client();
    ASSERT_GE(answers.size(), 2);
    std::ranges::reverse(answers);
    answers.insert(answers.begin(), answers.front());
    from_client_all(answers);
    EXPECT_EQ(opened_.size(), 2);
}

TEST_F(ResponderOwnFragmentsTest, RekeysAndEndsWithWhoAlwaysAnswersInFragments)
{
    settings_.upkeep.ike_sa = {minutes{100}, minutes{5}};
    connect_with_fragments();
    client_->longest_answer = 150;
    pass(minutes{240});
    EXPECT_GE(opened_.size(), 4);
    EXPECT_TRUE(events_contain("rekeyed"));
    EXPECT_FALSE(events_contain("silent"));
    EXPECT_EQ(responder_->size(), 1);
    EXPECT_EQ(responder_->child_size(), 1);
}

TEST_F(ResponderOwnFragmentsTest, WaitsForTheOneThatIsMissing)
{
    connect_with_fragments();
    auto answers = answers_of_the_client();
    const Octets last = answers.back();
    answers.pop_back();
    from_client_all(answers);
    EXPECT_EQ(opened_.size(), 1);
    pass(seconds{1});
    EXPECT_EQ(sent_.size(), 2) << "repeated meanwhile";
    from_client(last);
    EXPECT_EQ(opened_.size(), 2);
}

TEST_F(ResponderOwnFragmentsTest, DropsWhatIsAlteredAndWhatWasNotAgreed)
{
    connect_with_fragments();
    auto answers = answers_of_the_client();
    Octets altered = answers.front();
    altered.back() ^= 1;
    from_client(altered);
    EXPECT_TRUE(events_contain("not-authentic"));
    from_client_all(answers);
    EXPECT_EQ(opened_.size(), 2);

    opened_.clear();
    sent_.clear();
    is_lossy_ = false;
    connect();
    from_client_all(answers_of_the_client());
    EXPECT_TRUE(events_contain("fragments-not-agreed"));
    EXPECT_EQ(opened_.size(), 1);
}

TEST_F(ResponderOwnFragmentsTest, TakesAWholeAnswerBehindAPartOfOne)
{
    connect_with_fragments();
    from_client(answers_of_the_client().front());
    client_->longest_answer = 0;
    from_client_all(client_->on_datagram(sent_.back().octets));
    EXPECT_EQ(opened_.size(), 2);
}

TEST_F(ResponderOwnFragmentsTest, HasNoRoomForMoreThanAMessageAndAsksAgain)
{
    connect_with_fragments();
    static_cast<void>(answers_of_the_client());
    const auto& sa = client_->sas.back();
    const auto algorithms = algorithms_of(gcm_31);
    const Response bulky{
        sa.initiator_spi, sa.responder_spi, 36, 0, {Nonce{Octets(65000)}}, true, true};
    from_client_all(
        write_fragments(*algorithms, sa.keys, bulky, 1200, next_payload_of_a_fragment, random_));
    EXPECT_TRUE(events_contain("too-many-fragments"));
    EXPECT_EQ(responder_->size(), 1);
    client_->longest_answer = 0;
    is_lossy_ = false;
    pass(seconds{5});
    EXPECT_EQ(opened_.size(), 2);
}

TEST_F(ResponderOwnFragmentsTest, ForgetsThemAfterAWhile)
{
    settings_.upkeep.retransmission = {minutes{3}, minutes{3}, 2};
    connect_with_fragments();
    auto answers = answers_of_the_client();
    const Octets last = answers.back();
    answers.pop_back();
    from_client_all(answers);
    pass(seconds{31});
    from_client(last);
    EXPECT_EQ(opened_.size(), 1);
    from_client_all(answers);
    EXPECT_EQ(opened_.size(), 2);
}

TEST_F(ResponderOwnFragmentsTest, AsksInFragmentsAndRepeatsAllOfThem)
{
    seams_.longest_ip_datagram = 160;
    connect_with_fragments();
    static_cast<void>(answers_of_the_client());
    const auto asked = sent_;
    ASSERT_GE(asked.size(), 2);
    for (const Send& fragment : asked) {
        EXPECT_LE(fragment.octets.size() + 28, 160);
        EXPECT_EQ(fragment.octets[16], encrypted_fragment);
    }
    sent_.clear();
    pass(seconds{1});
    ASSERT_EQ(sent_.size(), asked.size());
    for (std::size_t i = 0; i < sent_.size(); ++i) {
        EXPECT_EQ(sent_[i].octets, asked[i].octets);
    }
    is_lossy_ = false;
    client_->longest_answer = 0;
    pass(seconds{5});
    EXPECT_EQ(opened_.size(), 2);
}

TEST_F(ResponderOwnFragmentsTest, AsksInOneMessageWhereFragmentsAreNotAgreed)
{
    seams_.longest_ip_datagram = 160;
    connect();
    static_cast<void>(answers_of_the_client());
    ASSERT_EQ(sent_.size(), 1);
    EXPECT_EQ(sent_.front().octets[16], 46);
}

}  // namespace gateway::ike
