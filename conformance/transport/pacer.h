// A cap on what a run sends per second, shared by all its Links.
#pragma once

#include <chrono>
#include <mutex>

namespace conformance::transport {

class Pacer {
   public:
    // 0: no cap.
    explicit Pacer(unsigned per_second);
    // Returns when the next datagram, segment or connection may leave.
    void wait();

   private:
    std::chrono::nanoseconds interval_;
    std::chrono::steady_clock::time_point next_{};
    std::mutex mutex_;
};

}  // namespace conformance::transport
