// How long certificates that are made on the spot are valid.
#pragma once

#include <chrono>
#include <string>

namespace conformance::crypto {

struct Validity {
    std::chrono::system_clock::time_point begin, end;
};

// A day, and an hour before for a gateway whose clock is behind. `today` as 2026-11-22T02:29:22Z.
// Throws std::runtime_error for another text.
[[nodiscard]] Validity day_around(const std::string& today);

}  // namespace conformance::crypto
