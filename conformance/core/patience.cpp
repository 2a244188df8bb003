#include "core/patience.h"

#include <algorithm>
#include <map>

namespace conformance {

namespace {

using namespace std::chrono_literals;

constexpr int round_trips = 10;
constexpr Duration most = 3s;

// From what was sent last on a link to what came next.
Duration longest_round_trip(const Transcript& transcript)
{
    Duration longest{0};
    std::map<unsigned, Instant> asked;
    for (const auto& event : transcript.events()) {
        if (event.kind == Event::Kind::sent) {
            asked[event.link] = event.at;
        } else if (const auto found = asked.find(event.link); event.kind == Event::Kind::received && found != asked.end()) {
            longest = std::max(longest, event.at - found->second);
            asked.erase(found);
        }
    }
    return longest;
}

}  // namespace

Patience with_round_trips_of(const Transcript& before, Patience patience)
{
    patience.quiet = std::max(patience.quiet, std::min(round_trips * longest_round_trip(before), most));
    return patience;
}

}  // namespace conformance
