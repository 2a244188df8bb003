#include "net/run.h"

#include <csignal>

#include "net/event_log.h"
#include "net/gateway.h"

namespace gateway::net {

void run(Ingredients ingredients)
{
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    const Clock clock;
    EventLog log{clock};
    asio::io_context io{1};
    asio::signal_set signals{io, SIGTERM, SIGINT};
    Gateway gateway{io, std::move(ingredients), clock, log.sink()};
    signals.async_wait([&](const std::error_code& error, int signal) {
        if (error) return;
        log.tell({"stopped", {{"signal", signal == SIGTERM ? "TERM" : "INT"}}});
        io.stop();
    });
    gateway.start();
    io.run();
}

}  // namespace gateway::net
