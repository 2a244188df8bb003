// What `sallyport connect` sends and receives by; and the signals that end it.
#pragma once

#include <optional>
#include <stdexcept>

#include "transport/live.h"
#include "transport/udp.h"

namespace conformance::commands {

// From here on SIGINT and SIGTERM are only noted.
void heed_signals();
[[nodiscard]] bool is_signalled();

// A signal came before there was a connection; main never sees it.
class Interrupted : public std::runtime_error {
public:
    Interrupted() : std::runtime_error{"interrupted before it was connected"} {}
};

// Links over UDP whose socket can be waited on beside a device; the last one opened is that of the
// tunnel. Whoever waits for an answer on one of them hears Interrupted after a signal: at once, or,
// once something is to be brought to its end, when that takes too long.
class WatchedNetwork : public Network {
public:
    explicit WatchedNetwork(std::chrono::steady_clock::time_point start) : live_{pacer_, start} {}

    [[nodiscard]] std::unique_ptr<Link> open(Transport transport, const Endpoint& remote,
                                             Duration patience) override;
    void pause(Duration duration) override { live_.pause(duration); }
    [[nodiscard]] Instant now() const override { return live_.now(); }
    [[nodiscard]] transport::UdpLink& link() const { return *link_; }

    void bring_to_its_end() { is_to_end_ = true; }

private:
    class Watched;

    void look_for_a_signal();

    transport::Pacer pacer_{0};
    transport::LiveNetwork live_;
    transport::UdpLink* link_ = nullptr;
    bool is_to_end_ = false;
    std::optional<Instant> signalled_;
};

}  // namespace conformance::commands
