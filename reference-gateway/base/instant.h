// Time as the protocol cores know it: an argument, counted from the start of the program.
#pragma once

#include <chrono>

namespace gateway {

using Instant = std::chrono::nanoseconds;

}  // namespace gateway
