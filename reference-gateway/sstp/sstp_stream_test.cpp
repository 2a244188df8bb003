#include "sstp/sstp_stream.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gateway::sstp {
namespace {

using namespace std::chrono_literals;

const std::string request =
    "SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\n"
    "Content-Length: 18446744073709551615\r\nHost: gateway.example\r\n"
    "SSTPCORRELATIONID: {0A}\r\n\r\n";

// [MS-SSTP] 2.2.9 with its only attribute, Encapsulated Protocol ID = PPP.
const Octets call_connect_request = {0x10, 0x01, 0x00, 0x0e, 0x00, 0x01, 0x00,
                                     0x01, 0x00, 0x01, 0x00, 0x06, 0x00, 0x01};
const Octets peers_call_abort = {0x10, 0x01, 0x00, 0x08, 0x00, 0x05, 0x00, 0x00};

class SstpConnection : public testing::Test {
protected:
    SstpConnection() { take(stream_.start(0s)); }

    void take(const StreamActions& actions)
    {
        sent_ = actions.send;
        closed_ = closed_ || actions.close;
        wake_ = actions.wake;
        for (const Event& event : actions.events)
            events_.push_back(to_line(event));
    }

    void hear(View octets, Instant now = 1s) { take(stream_.on_octets(octets, now)); }
    void open() { hear(as_octets(request)); }

    [[nodiscard]] std::string text() const { return {sent_.begin(), sent_.end()}; }

    SstpStream stream_{Peer{"192.0.2.1", 4000}};
    Octets sent_;
    bool closed_ = false;
    std::optional<Instant> wake_;
    std::vector<std::string> events_;
};

Octets abort_with(std::uint8_t attribute, std::uint8_t status)
{
    return {0x10, 1, 0, 0x14, 0, 5, 0, 1, 0, 2, 0, 12, 0, 0, 0, attribute, 0, 0, 0, status};
}

TEST_F(SstpConnection, OpensOnTheDuplexPost)
{
    open();
    EXPECT_TRUE(text().starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_FALSE(closed_);
    EXPECT_EQ(wake_, Instant{61s});
    EXPECT_EQ(events_.back(), "sstp peer=192.0.2.1:4000 outcome=opened correlation={0A}");
}

TEST_F(SstpConnection, RefusesAnyOtherRequestAndCloses)
{
    hear(as_octets("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    EXPECT_TRUE(text().starts_with("HTTP/1.1 404 Not Found\r\n"));
    EXPECT_TRUE(closed_);
    EXPECT_EQ(events_.back(), "sstp peer=192.0.2.1:4000 outcome=refused status=404");
    hear(as_octets(request));
    EXPECT_TRUE(sent_.empty());
}

TEST_F(SstpConnection, RefusesWhatIsNoRequest)
{
    hear(as_octets("\r\n\r\n"));
    EXPECT_TRUE(text().starts_with("HTTP/1.1 400 Bad Request\r\n"));
    EXPECT_TRUE(closed_);
}

TEST_F(SstpConnection, RefusesARequestWithoutEnd)
{
    hear(Octets(HttpRequestReader::largest_head + 1, 'A'));
    EXPECT_TRUE(text().starts_with("HTTP/1.1 431 "));
    EXPECT_TRUE(closed_);
}

TEST_F(SstpConnection, RefusesACallWithCallAbort)
{
    open();
    hear(call_connect_request);
    EXPECT_EQ(sent_, abort_with(1, 4));
    EXPECT_EQ(events_.back(),
              "sstp peer=192.0.2.1:4000 outcome=aborted reason=sstp-calls-not-supported-yet");
    EXPECT_FALSE(closed_);
    EXPECT_EQ(wake_, Instant{4s});

    hear(peers_call_abort, 2s);
    EXPECT_TRUE(sent_.empty());
    EXPECT_EQ(wake_, Instant{3s});
    take(stream_.on_wake(3s));
    EXPECT_TRUE(closed_);
}

TEST_F(SstpConnection, ClosesWhenItsAbortIsNotAnswered)
{
    open();
    hear(call_connect_request);
    take(stream_.on_wake(4s - 1ns));
    EXPECT_FALSE(closed_);
    take(stream_.on_wake(4s));
    EXPECT_TRUE(closed_);
}

TEST_F(SstpConnection, LosesNothingThatCameWithTheRequest)
{
    hear(joined({as_octets(request), call_connect_request}));
    const Octets abort = abort_with(1, 4);
    ASSERT_GT(sent_.size(), abort.size());
    EXPECT_TRUE(equal(View{sent_}.last(abort.size()), abort));
}

TEST_F(SstpConnection, GathersAMessageFromSingleOctets)
{
    open();
    for (const std::uint8_t octet : call_connect_request)
        hear({&octet, 1});
    EXPECT_EQ(sent_, abort_with(1, 4));
}

TEST_F(SstpConnection, IgnoresReservedBits)
{
    open();
    Octets message = call_connect_request;
    message[1] |= 0xfeU;
    message[2] |= 0xf0U;
    message[10] |= 0xf0U;
    hear(message);
    EXPECT_EQ(sent_, abort_with(1, 4));
}

TEST_F(SstpConnection, ClosesWithoutAMessageOnAnotherVersion)
{
    open();
    hear(Octets{0x11, 0x01, 0x00, 0x08, 0x00, 0x08, 0x00, 0x00});
    EXPECT_TRUE(sent_.empty());
    EXPECT_TRUE(closed_);
    EXPECT_EQ(events_.back(), "sstp peer=192.0.2.1:4000 outcome=not-sstp");
}

TEST_F(SstpConnection, ClosesWithoutAMessageOnALengthBelowTheHeader)
{
    open();
    hear(Octets{0x10, 0x01, 0x00, 0x03});
    EXPECT_TRUE(sent_.empty());
    EXPECT_TRUE(closed_);
}

TEST_F(SstpConnection, AbortsOnAMessageThatIsNotTheFirstOne)
{
    open();
    hear(Octets{0x10, 0x01, 0x00, 0x08, 0x00, 0x08, 0x00, 0x00});
    EXPECT_EQ(sent_, abort_with(0, 5));
}

TEST_F(SstpConnection, AbortsOnAMessageThatItsAttributesDoNotFill)
{
    open();
    Octets message = call_connect_request;
    message[11] = 0x07;
    hear(message);
    EXPECT_EQ(sent_, abort_with(0, 7));
}

TEST_F(SstpConnection, DropsDataBeforeTheCall)
{
    open();
    hear(Octets{0x10, 0x00, 0x00, 0x06, 0xff, 0x03});
    EXPECT_TRUE(sent_.empty());
    hear(call_connect_request);
    EXPECT_EQ(sent_, abort_with(1, 4));
}

TEST_F(SstpConnection, DoesNotWaitForeverForTheRequest)
{
    EXPECT_EQ(wake_, Instant{60s});
    take(stream_.on_wake(60s));
    EXPECT_TRUE(closed_);
    EXPECT_EQ(events_.back(), "sstp peer=192.0.2.1:4000 outcome=timed-out");
}

TEST_F(SstpConnection, AbortsWhenNoCallComes)
{
    open();
    take(stream_.on_wake(61s));
    EXPECT_EQ(sent_, abort_with(0, 8));
    take(stream_.on_wake(64s));
    EXPECT_TRUE(closed_);
}

TEST_F(SstpConnection, EndsWithThePeer)
{
    open();
    take(stream_.on_end(2s));
    EXPECT_TRUE(closed_);
    EXPECT_EQ(events_.back(), "sstp peer=192.0.2.1:4000 outcome=ended-by-peer");
}

}  // namespace
}  // namespace gateway::sstp
