#include "core/patience.h"

#include <gtest/gtest.h>

namespace conformance {
namespace {

using namespace std::chrono_literals;
using Kind = Event::Kind;

// Events of one link each, at these times.
Transcript of(const std::vector<std::tuple<unsigned, Kind, Instant>>& events)
{
    Transcript transcript;
    for (const unsigned link : {0U, 1U}) {
        Event opened;
        opened.kind = Kind::opened;
        opened.link = link;
        transcript.add(opened);
    }
    for (const auto& [link, kind, at] : events) {
        Event event;
        event.link = link;
        event.kind = kind;
        event.at = at;
        transcript.add(event);
    }
    return transcript;
}

Duration quiet_after(const Transcript& before) { return with_round_trips_of(before, {{1s}, 150ms, 1s}).quiet; }

TEST(Patience, a_near_gateway_gets_the_least)
{
    EXPECT_EQ(quiet_after({}), 150ms);
    EXPECT_EQ(quiet_after(of({{0, Kind::sent, 0ms}, {0, Kind::received, 2ms}})), 150ms);
}

TEST(Patience, a_far_gateway_gets_ten_of_its_longest_round_trips)
{
    EXPECT_EQ(quiet_after(of({{0, Kind::sent, 0ms}, {0, Kind::received, 30ms}, {0, Kind::sent, 100ms}, {0, Kind::received, 110ms}})),
              300ms);
}

TEST(Patience, what_was_sent_again_counts_from_the_last_time)
{
    EXPECT_EQ(quiet_after(of({{0, Kind::sent, 0ms}, {0, Kind::silence, 400ms}, {0, Kind::sent, 400ms}, {0, Kind::received, 420ms}})),
              200ms);
}

TEST(Patience, links_do_not_mix_and_unasked_answers_do_not_count)
{
    EXPECT_EQ(quiet_after(of({{0, Kind::sent, 0ms}, {1, Kind::received, 90ms}, {0, Kind::received, 20ms}, {0, Kind::received, 95ms}})),
              200ms);
}

TEST(Patience, a_gateway_that_is_slow_on_purpose_holds_nothing_up)
{
    EXPECT_EQ(quiet_after(of({{0, Kind::sent, 0ms}, {0, Kind::received, 30s}})), 3s);
    EXPECT_EQ(with_round_trips_of(of({{0, Kind::sent, 0ms}, {0, Kind::received, 30s}}), {{}, 5s, {}}).quiet, 5s);
}

}  // namespace
}  // namespace conformance
