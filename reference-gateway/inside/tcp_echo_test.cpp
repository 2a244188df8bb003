#include "inside/tcp_echo.h"

#include <gtest/gtest.h>

#include "inside/tcp_test_client.h"

namespace gateway::inside {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

class TcpEchoService : public testing::Test {
protected:
    CountingRandom random_;
    EchoHost host_{usual_settings(), random_};
    TcpTestClient client_{host_, 40000};
};

}  // namespace

TEST_F(TcpEchoService, EchoesAndClosesWhenTheClientHasClosed)
{
    const TcpSegment welcome = client_.connect();
    EXPECT_TRUE(welcome.syn && welcome.ack && !welcome.rst);
    EXPECT_EQ(welcome.acknowledged, 1001U);
    EXPECT_EQ(welcome.maximum_segment_size, 1360);
    EXPECT_FALSE(welcome.window_scale);

    const auto echo = client_.say("hello");
    ASSERT_EQ(echo.size(), 1U);
    EXPECT_EQ(client_.take(echo), "hello");
    EXPECT_EQ(echo[0].segment.acknowledged, client_.next);

    TcpSegment fin = client_.segment("bye");
    fin.fin = true;
    const auto last = client_.say(fin);
    client_.next += 4;
    ASSERT_EQ(last.size(), 1U);
    EXPECT_TRUE(last[0].segment.fin);
    EXPECT_EQ(last[0].segment.acknowledged, client_.next);
    EXPECT_EQ(client_.take(last), "bye");
    EXPECT_TRUE(client_.say(client_.segment()).empty());
    EXPECT_FALSE(client_.wake);  // nothing is left

    const auto stranger = client_.say(client_.segment());
    ASSERT_EQ(stranger.size(), 1U);
    EXPECT_TRUE(stranger[0].segment.rst);
}

TEST_F(TcpEchoService, KeepsToTheClientsSegmentSizeAndWindow)
{
    client_.window = 250;
    client_.connect(100);
    const auto echo = client_.say(std::string(600, 'x'));
    ASSERT_EQ(echo.size(), 2U);  // the rest of the window is less than a segment
    EXPECT_EQ(client_.take(echo).size(), 200U);
    const auto more = client_.say(client_.segment());
    EXPECT_EQ(client_.take(more).size(), 200U);
    client_.window = 1000;
    const auto rest = client_.say(client_.segment());
    EXPECT_EQ(client_.take(rest).size(), 200U);
}

TEST_F(TcpEchoService, SendsNoLargerSegmentsThanTheUsualToWhoNamesNone)
{
    client_.connect(std::nullopt);
    const auto echo = client_.say(std::string(600, 'x'));
    ASSERT_EQ(echo.size(), 2U);
    EXPECT_EQ(echo[0].segment.data.size(), 536U);
}

TEST_F(TcpEchoService, UsesTheWindowScaleThatBothName)
{
    EXPECT_EQ(client_.connect(1000, 2).window_scale, 3);
    client_.window = 100;  // which means 400
    EXPECT_EQ(client_.take(client_.say(std::string(900, 'x'))).size(), 400U);
}

TEST_F(TcpEchoService, SendsAgainWhatIsNotAcknowledgedLaterEachTime)
{
    client_.connect();
    client_.take(client_.say("once"));
    client_.say(client_.segment());
    client_.say("again");
    Instant before{0};
    for (int i = 0; i < 8; ++i) {
        ASSERT_TRUE(client_.wake);
        const Instant waited = *client_.wake - client_.now;
        EXPECT_GE(waited, before);
        before = waited;
        EXPECT_TRUE(client_.wait(waited - milliseconds{1}).empty());
        const auto echo = client_.wait(milliseconds{1});
        ASSERT_EQ(echo.size(), 1U) << i;
        EXPECT_EQ(echo[0].text(), "again");
    }
    const auto given_up = client_.wait(seconds{60});
    ASSERT_EQ(given_up.size(), 1U);
    EXPECT_TRUE(given_up[0].segment.rst);
    EXPECT_FALSE(client_.wake);
}

TEST_F(TcpEchoService, SendsTheFinAgainToo)
{
    client_.connect();
    TcpSegment fin = client_.segment();
    fin.fin = true;
    EXPECT_TRUE(client_.say(fin).at(0).segment.fin);
    const auto again = client_.wait(seconds{2});
    ASSERT_EQ(again.size(), 1U);
    EXPECT_TRUE(again[0].segment.fin);
}

TEST_F(TcpEchoService, AsksForWhatIsMissing)
{
    client_.connect();
    TcpSegment later = client_.segment("later");
    later.sequence += 5;
    const auto answer = client_.say(later);
    ASSERT_EQ(answer.size(), 1U);
    EXPECT_EQ(answer[0].segment.acknowledged, client_.next);
    later.sequence += 5;
    later.data = as_octets("still");
    EXPECT_EQ(client_.say(later).at(0).segment.acknowledged, client_.next);
    later.sequence += 50;  // behind another gap
    EXPECT_EQ(client_.say(later).at(0).segment.acknowledged, client_.next);
    EXPECT_EQ(client_.take(client_.say("first")), "firstlaterstill");
    client_.next += 10;
    EXPECT_EQ(client_.take(client_.say("more")), "more");
}

TEST_F(TcpEchoService, TakesOnlyWhatIsNewOfASegmentThatOverlaps)
{
    client_.connect();
    client_.take(client_.say("abc"));
    TcpSegment overlapping = client_.segment("abcdef");
    overlapping.sequence -= 3;
    EXPECT_EQ(client_.take(client_.say(overlapping)), "def");
}

TEST_F(TcpEchoService, SendsAgainAtOnceAfterThreeDuplicates)
{
    client_.connect();
    ASSERT_EQ(client_.say(std::string(3000, 'x')).size(), 3U);
    EXPECT_TRUE(client_.say(client_.segment()).empty());
    EXPECT_TRUE(client_.say(client_.segment()).empty());
    const auto again = client_.say(client_.segment());
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].segment.sequence, client_.expected);
    EXPECT_EQ(again[0].segment.data.size(), 1000U);
    EXPECT_TRUE(client_.say(client_.segment()).empty());
}

TEST_F(TcpEchoService, ProbesAClosedWindowAndGoesOnWhenItOpens)
{
    client_.connect();
    client_.window = 0;
    const auto acknowledged = client_.say("waiting");
    ASSERT_EQ(acknowledged.size(), 1U);
    EXPECT_EQ(acknowledged[0].text(), "");
    for (int i = 0; i < 20 && client_.now < minutes{4}; ++i) {
        const auto probe = client_.wait(*client_.wake - client_.now);
        ASSERT_EQ(probe.size(), 1U);
        EXPECT_EQ(probe[0].text(), "w");
        EXPECT_FALSE(probe[0].segment.rst);
        EXPECT_TRUE(client_.say(client_.segment()).empty());
    }
    client_.window = 1000;
    EXPECT_EQ(client_.take(client_.say(client_.segment())), "waiting");
}

TEST_F(TcpEchoService, LetsNobodySitForEver)
{
    client_.connect();
    EXPECT_TRUE(
        client_.wait(seconds{1}).empty());  // the handshake's timer, which has no more to do
    EXPECT_EQ(client_.wake, minutes{5});
    const auto end = client_.wait(minutes{5});
    ASSERT_EQ(end.size(), 1U);
    EXPECT_TRUE(end[0].segment.rst);
}

TEST_F(TcpEchoService, StopsWhoSendsAndDoesNotRead)
{
    client_.window = 0;
    client_.connect();
    std::size_t kept = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto answer = client_.say(client_.segment(std::string(1000, 'x')));
        ASSERT_EQ(answer.size(), 1U);
        kept += answer[0].segment.acknowledged - client_.next;
        client_.next = answer[0].segment.acknowledged;
        if (answer[0].segment.window == 0) break;
    }
    EXPECT_EQ(kept, TcpLimits{}.buffer);
    EXPECT_EQ(client_.say(client_.segment("more")).at(0).segment.acknowledged, client_.next);
    // And goes on when it reads.
    client_.window = 65535;
    std::size_t read = 0;
    for (int i = 0; i < 1000 && read < kept; ++i) {
        read += client_.take(client_.say(client_.segment())).size();
    }
    EXPECT_EQ(read, kept);
    EXPECT_EQ(client_.take(client_.say("more")), "more");
}

// RFC 5961.
TEST_F(TcpEchoService, IsNotResetByWhoGuesses)
{
    client_.connect();
    TcpSegment reset = client_.segment();
    reset.rst = true;
    reset.sequence += 100;
    EXPECT_FALSE(client_.say(reset).at(0).segment.rst);
    reset.sequence += 1U << 30U;
    EXPECT_TRUE(client_.say(reset).empty());
    TcpSegment syn = client_.segment();
    syn.ack = false;
    syn.syn = true;
    EXPECT_FALSE(client_.say(syn).at(0).segment.syn);
    EXPECT_EQ(client_.take(client_.say("alive")), "alive");
    reset.sequence = client_.next;
    EXPECT_TRUE(client_.say(reset).empty());
    EXPECT_TRUE(client_.say("dead").at(0).segment.rst);
}

TEST_F(TcpEchoService, DoesNotBelieveAnAcknowledgementOfWhatWasNeverSent)
{
    client_.connect();
    TcpSegment wrong = client_.segment("x");
    wrong.acknowledged += 1;
    const auto answer = client_.say(wrong);
    ASSERT_EQ(answer.size(), 1U);
    EXPECT_EQ(answer[0].segment.acknowledged, client_.next);
    EXPECT_EQ(client_.take(client_.say("x")), "x");
}

TEST_F(TcpEchoService, AnswersASynThatComesAgain)
{
    TcpSegment syn = client_.segment();
    syn.ack = false;
    syn.syn = true;
    const auto first = client_.say(syn);
    const auto second = client_.say(syn);
    ASSERT_TRUE(first.size() == 1 && second.size() == 1);
    EXPECT_EQ(first[0].segment.sequence, second[0].segment.sequence);
    EXPECT_EQ(client_.wait(seconds{1}).size(), 1U);
    EXPECT_EQ(client_.wait(seconds{2}).size(), 1U);
    EXPECT_EQ(client_.wait(seconds{4}).size(), 1U);
    EXPECT_TRUE(client_.wait(seconds{8}).at(0).segment.rst);
    EXPECT_FALSE(client_.wake);
}

TEST_F(TcpEchoService, RefusesOtherPortsAndMoreConnectionsThanItKeeps)
{
    TcpSegment syn = client_.segment();
    syn.ack = false;
    syn.syn = true;
    syn.destination_port = 80;
    const auto other_port = client_.say(syn);
    ASSERT_EQ(other_port.size(), 1U);
    EXPECT_TRUE(other_port[0].segment.rst);
    EXPECT_EQ(other_port[0].segment.acknowledged, client_.next + 1);

    syn.destination_port = 7;
    std::size_t accepted = 0;
    for (std::uint16_t port = 1; port <= 100; ++port) {
        TcpTestClient another{host_, port};
        syn.source_port = port;
        accepted += another.say(syn).at(0).segment.syn ? 1U : 0U;
    }
    EXPECT_EQ(accepted, TcpEchoLimits{}.connections_of_one_client);
}

TEST_F(TcpEchoService, DropsWhatDoesNotParse)
{
    const Octets good = tcp_packet(client_.segment("text"));
    for (std::size_t at = 20; at < good.size(); ++at) {
        Octets bad = good;
        bad[at] ^= 0x10;
        EXPECT_TRUE(host_.on_packet(bad, {}).send.empty()) << at;  // its checksum is wrong
    }
    Octets short_header = good;
    payload_of(short_header)[12] = 0x40;
    set_checksum(short_header, protocol_tcp, tcp_checksum_at);
    EXPECT_TRUE(host_.on_packet(short_header, {}).send.empty());
}

}  // namespace gateway::inside
