// One connection of the lying server.
#pragma once

#include <optional>

#include "mutants/lying_tls_stream.h"

namespace gateway::mutants {

class LyingSession final : public LyingStream {
public:
    LyingSession(const Manners& manners, const Truth& truth, const StreamCoreFactory& inner,
                 const Peer& peer);

private:
    enum class State : std::uint8_t { hello, key_exchange, finished, established };

    void take_record(std::uint8_t type, View fragment, StreamActions& actions,
                     Instant now) override;
    void say(std::uint8_t type, View content, StreamActions& actions) override;

    void take_message(View message, StreamActions& actions, Instant now);
    void take_hello(View body, StreamActions& actions);
    void take_a_new_hello(StreamActions& actions);
    // Where the hello names a session that fits: the client's Finished comes last.
    [[nodiscard]] bool resumes(StreamActions& actions);
    void remember();
    [[nodiscard]] Octets asking(View flight) const;
    void take_hello_again(View body, StreamActions& actions);
    void take_key_exchange(View body, StreamActions& actions);
    void send_finished(StreamActions& actions);
    void finish(StreamActions& actions, Instant now);
    void take_alert(View content, StreamActions& actions);
    [[nodiscard]] bool is_extended() const;
    void derive_master(View premaster);
    void derive_keys();
    [[nodiscard]] Octets verify_data(std::string_view label) const;

    Manners manners_;
    Truth truth_;
    State state_ = State::hello;
    Octets transcript_, master_, client_verify_data_, server_verify_data_;
    ClientHello hello_;
    ServerFlight flight_;
    Cipher cipher_;
    std::optional<RecordKeysOfBoth> keys_;
    bool opens_ = false, seals_ = false, resumed_ = false;
};

}  // namespace gateway::mutants
