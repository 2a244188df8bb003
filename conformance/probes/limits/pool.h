// The pool that clients get their addresses of: whether it has room, and whether what comes back is
// given out again.
#pragma once

#include "probes/limits/entrance.h"

namespace conformance::probes::limits {

// Whether the target's pool, as far as its file tells, has an address for each of them.
[[nodiscard]] bool pool_has_room_for(const Target& target, std::size_t sessions);

// What came of clients who left and came again, one after another and under the same names, until
// there had been more of them than the pool has addresses.
struct Rotation {
    enum class End { untried, came_again, refused } end = End::untried;
    std::size_t again = 0;  // so many did come again
};

// Untried where that takes too many clients or too long, or a Delete is not answered.
[[nodiscard]] Rotation rotate(Bench& bench, Crowd& crowd, Entrance& entrance);

}  // namespace conformance::probes::limits
