#include "ike/own_requests.h"

#include <gtest/gtest.h>

#include <utility>

namespace gateway::ike {
namespace {

using std::chrono::seconds;

constexpr Errand liveness{Purpose::liveness};
constexpr Errand rekey{Purpose::rekey_child_sa, 7};
const std::vector<Octets> octets{{1, 2, 3}, {4}};
constexpr Retransmission usual{seconds{1}, seconds{4}, 4};

Header response(std::uint32_t id, ExchangeType exchange = ExchangeType::informational)
{
    Header header;
    header.is_response = true;
    header.message_id = id;
    header.exchange_type = std::to_underlying(exchange);
    return header;
}

}  // namespace

TEST(OwnRequests, NumbersThemFromZeroAndOneAtATime)
{
    OwnRequests own;
    own.want(liveness);
    own.want(rekey);
    EXPECT_EQ(own.begin(), liveness);
    EXPECT_EQ(own.message_id(), 0);
    EXPECT_FALSE(own.begin()) << "the window is one request wide";
    own.sent(ExchangeType::informational, octets, {}, usual);
    EXPECT_FALSE(own.begin());
    own.answered();
    EXPECT_FALSE(own.begin()) << "not finished";
    own.finish();
    EXPECT_EQ(own.message_id(), 1);
    EXPECT_EQ(own.begin(), rekey);
}

TEST(OwnRequests, UsesNoNumberForWhatIsNeverSent)
{
    OwnRequests own;
    own.want(rekey);
    EXPECT_TRUE(own.begin());
    own.finish();
    EXPECT_EQ(own.message_id(), 0);
}

TEST(OwnRequests, WantsEachThingOnce)
{
    OwnRequests own;
    own.want(rekey);
    own.want(rekey);
    EXPECT_TRUE(own.begin());
    own.want(rekey);
    own.finish();
    EXPECT_FALSE(own.begin());
}

TEST(OwnRequests, AwaitsTheAnswerToWhatWasSentAndNoOther)
{
    OwnRequests own;
    own.want(liveness);
    EXPECT_TRUE(own.begin());
    EXPECT_FALSE(own.awaits(response(0))) << "not sent";
    own.sent(ExchangeType::informational, octets, {}, usual);
    EXPECT_TRUE(own.awaits(response(0)));
    EXPECT_FALSE(own.awaits(response(1)));
    EXPECT_FALSE(own.awaits(response(0, ExchangeType::create_child_sa)));
    Header request = response(0);
    request.is_response = false;
    EXPECT_FALSE(own.awaits(request));
    own.answered();
    EXPECT_FALSE(own.awaits(response(0))) << "answered before";
}

TEST(OwnRequests, RepeatsTheSameOctetsEverMoreSeldomAndGivesUp)
{
    OwnRequests own;
    own.want(liveness);
    EXPECT_TRUE(own.begin());
    own.sent(ExchangeType::informational, octets, seconds{10}, usual);
    std::vector<Instant> repeated;
    Instant now = seconds{10};
    while (!own.is_given_up(now, usual)) {
        now = own.due().value();
        if (const auto again = own.repetition(now, usual); !again.empty()) {
            EXPECT_EQ(again, octets);
            repeated.push_back(now);
        }
    }
    EXPECT_EQ(repeated, (std::vector<Instant>{seconds{11}, seconds{13}, seconds{17}, seconds{21}}));
    EXPECT_EQ(now, seconds{25});
    EXPECT_TRUE(own.repetition(now, usual).empty());
}

TEST(OwnRequests, RepeatsNothingBeforeItsTimeOrAfterTheAnswer)
{
    OwnRequests own;
    own.want(liveness);
    EXPECT_TRUE(own.begin());
    own.sent(ExchangeType::informational, octets, {}, usual);
    EXPECT_TRUE(own.repetition(std::chrono::milliseconds{999}, usual).empty());
    own.answered();
    EXPECT_TRUE(own.repetition(seconds{9}, usual).empty());
    EXPECT_FALSE(own.due());
}

TEST(OwnRequests, PassesOnWhatIsForChildren)
{
    OwnRequests own;
    own.want(liveness);
    own.want(rekey);
    own.want_first({Purpose::delete_child_sa, 9});
    EXPECT_EQ(own.take_what_is_for_children(),
              (std::deque<Errand>{{Purpose::delete_child_sa, 9}, rekey}));
    EXPECT_EQ(own.begin(), liveness);
    own.finish();
    EXPECT_FALSE(own.begin());
}

}  // namespace gateway::ike
