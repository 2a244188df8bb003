// How long to wait. Answers are asked for again before silence is believed; silence that is hoped for is awaited once.
#pragma once

#include <vector>

#include "core/transcript.h"

namespace conformance {

struct Patience {
    std::vector<Duration> tries;  // for an answer: one wait per transmission
    Duration quiet;               // for silence: at least this, see with_round_trips_of()
    Duration connect;             // for a TCP connection
    // A Delete by which we leave is a courtesy, sent once; or, where sessions are counted, asked again as anything else.
    bool insists_on_leaving = false;
};

// Silence is awaited ten times as long as the longest round trip of what was said before, and never more than three seconds
// for that: a gateway that is slow on purpose must not hold up the run. From recorded events alone, so that a replay waits alike.
[[nodiscard]] Patience with_round_trips_of(const Transcript& before, Patience patience);

}  // namespace conformance
