#include "net/event_log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace gateway::net {
namespace {

constexpr std::size_t lines_per_second = 2000;

}  // namespace

EventLog::EventLog(const Clock& clock) : clock_(clock)
{
    auto sink = std::make_shared<spdlog::sinks::stdout_sink_st>();
    logger_ = std::make_shared<spdlog::logger>("events", std::move(sink));
    logger_->set_pattern("%v at=%Y-%m-%dT%H:%M:%S.%e");
    logger_->flush_on(spdlog::level::info);
    // Nobody reads any more: the gateway goes on without an audience.
    logger_->set_error_handler([](const std::string&) {});
}

void EventLog::tell(const Event& event)
{
    const Instant second = std::chrono::floor<std::chrono::seconds>(clock_.now());
    if (second != second_) {
        second_ = second;
        told_this_second_ = 0;
        if (const auto untold = std::exchange(untold_, 0); untold > 0) {
            logger_->info("{}", to_line({"events-untold", {{"count", std::to_string(untold)}}}));
        }
    }
    if (++told_this_second_ > lines_per_second) {
        ++untold_;
        return;
    }
    logger_->info("{}", to_line(event));
}

}  // namespace gateway::net
