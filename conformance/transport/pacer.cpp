#include "transport/pacer.h"

#include <thread>

namespace conformance::transport {

Pacer::Pacer(unsigned per_second)
    : interval_{per_second == 0 ? std::chrono::nanoseconds{0} : std::chrono::nanoseconds{1'000'000'000 / per_second}}
{
}

void Pacer::wait()
{
    if (interval_.count() == 0) { return; }
    std::chrono::steady_clock::time_point mine;
    {
        const std::lock_guard lock{mutex_};
        const auto now = std::chrono::steady_clock::now();
        mine = std::max(now, next_);
        next_ = mine + interval_;
    }
    std::this_thread::sleep_until(mine);
}

}  // namespace conformance::transport
