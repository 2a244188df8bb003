// One connection of the lying server.
#pragma once

#include <memory>
#include <optional>

#include "mutants/lying_tls_server.h"

namespace gateway::mutants {

class LyingSession final : public StreamCore {
public:
    LyingSession(const Manners& manners, const Truth& truth, const StreamCoreFactory& inner,
                 const Peer& peer);

    StreamActions start(Instant now) override;
    StreamActions on_octets(View octets, Instant now) override;
    StreamActions on_wake(Instant now) override;
    StreamActions on_end(Instant now) override;

private:
    enum class State : std::uint8_t { hello, key_exchange, finished, established, closed };

    void take_record(std::uint8_t type, View fragment, StreamActions& actions, Instant now);
    void take_message(std::uint8_t type, View message, StreamActions& actions, Instant now);
    void take_hello(View body, StreamActions& actions);
    void take_hello_again(View body, StreamActions& actions);
    void take_key_exchange(View body, StreamActions& actions);
    void finish(StreamActions& actions, Instant now);
    void take_alert(View content, StreamActions& actions);
    void derive_keys(View premaster);
    [[nodiscard]] Octets verify_data(std::string_view label) const;
    void perform(StreamActions inner, StreamActions& actions);
    void say(std::uint8_t type, View content, StreamActions& actions);
    void reply(const Reply& reply, StreamActions& actions);
    void die(std::uint8_t alert, StreamActions& actions);

    Manners manners_;
    Truth truth_;
    StreamCoreFactory make_inner_;
    std::unique_ptr<StreamCore> inner_;
    Peer peer_;
    State state_ = State::hello;
    Octets heard_, messages_, transcript_, master_;
    ClientHello hello_;
    ServerFlight flight_;
    Cipher cipher_;
    std::optional<RecordKeysOfBoth> keys_;
    bool opens_ = false, seals_ = false;
    Instant deadline_{};
    std::optional<Instant> inner_wake_;
};

}  // namespace gateway::mutants
