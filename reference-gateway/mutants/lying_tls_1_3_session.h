// One connection of the lying server in TLS 1.3.
#pragma once

#include <optional>

#include "mutants/lying_tls_1_3.h"
#include "mutants/lying_tls_1_3_flight.h"
#include "mutants/lying_tls_1_3_secrets.h"
#include "mutants/lying_tls_stream.h"

namespace gateway::mutants::lying_tls_1_3 {

class Session final : public LyingStream {
public:
    Session(const Manners& manners, const Truth& truth, const StreamCoreFactory& inner,
                  const Peer& peer);

private:
    enum class State : std::uint8_t { hello, second_hello, finished, established };

    void take_record(std::uint8_t type, View fragment, StreamActions& actions,
                     Instant now) override;
    void say(std::uint8_t type, View content, StreamActions& actions) override;

    void take(const Heard& heard, StreamActions& actions, Instant now);
    void take_alert(View content, StreamActions& actions);
    void take_message(View message, StreamActions& actions, Instant now);
    void take_hello(View message, StreamActions& actions);
    void take_hello_again(StreamActions& actions);
    void ask_again(StreamActions& actions);
    void greet(StreamActions& actions);
    void take_finished(View message, StreamActions& actions, Instant now);
    void take_update(View body, StreamActions& actions);

    // The early secret: with that of a ticket that is taken, or with none. Nothing: a wrong binder.
    [[nodiscard]] std::optional<Octets> early_secret(View message);
    void tell(View message, StreamActions& actions);
    void note(View message);

    Manners manners_;
    Truth truth_;
    State state_ = State::hello;
    ClientHello hello_;
    Octets transcript_, handshake_secret_, master_secret_;
    std::optional<TrafficKeys> reads_, writes_, reads_next_;
    bool resumes_ = false;
};

}  // namespace gateway::mutants::lying_tls_1_3
