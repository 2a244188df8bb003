// Events on standard output, one line each, flushed; a flood of them is cut short and counted.
#pragma once

#include <memory>

#include "base/event.h"
#include "net/clock.h"

namespace spdlog {
class logger;
}

namespace gateway::net {

class EventLog {
public:
    explicit EventLog(const Clock& clock);
    void tell(const Event& event);
    [[nodiscard]] EventSink sink()
    {
        return [this](const Event& event) { tell(event); };
    }

private:
    const Clock& clock_;
    std::shared_ptr<spdlog::logger> logger_;  // shared because spdlog's factory says so
    Instant second_{};
    std::size_t told_this_second_ = 0;
    std::size_t untold_ = 0;
};

}  // namespace gateway::net
