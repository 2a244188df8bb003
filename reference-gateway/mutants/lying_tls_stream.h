// What connections of a lying server have in common, whatever the version: records cut out of the
// stream, messages out of the records, the inner core behind it all, and how it ends.
#pragma once

#include <memory>
#include <optional>

#include "base/stream.h"
#include "mutants/lying_tls_server.h"

namespace gateway::mutants {

class LyingStream : public StreamCore {
public:
    LyingStream(const StreamCoreFactory& inner, Peer peer);

    StreamActions start(Instant now) override;
    StreamActions on_octets(View octets, Instant now) override;
    StreamActions on_wake(Instant now) override;
    StreamActions on_end(Instant now) override;

protected:
    virtual void take_record(std::uint8_t type, View fragment, StreamActions& actions,
                             Instant now) = 0;
    // Protected where that is due.
    virtual void say(std::uint8_t type, View content, StreamActions& actions) = 0;

    void gather(View handshake);
    // Whole, with its header; nothing while there is none.
    [[nodiscard]] std::optional<Octets> next_message();

    // The handshake is done: starts the inner core.
    void establish(StreamActions& actions, Instant now);
    void hand_inside(View plain, StreamActions& actions, Instant now);
    [[nodiscard]] bool is_established() const { return inner_ != nullptr; }
    [[nodiscard]] bool is_closed() const { return closed_; }

    void reply(const Reply& reply, StreamActions& actions);
    void die(std::uint8_t alert, StreamActions& actions);
    void close(StreamActions& actions);

private:
    void perform(StreamActions inner, StreamActions& actions);

    StreamCoreFactory make_inner_;
    std::unique_ptr<StreamCore> inner_;
    Peer peer_;
    Octets heard_, messages_;
    bool closed_ = false;
    Instant deadline_{};
    std::optional<Instant> inner_wake_;
};

// The type, and what follows the header.
[[nodiscard]] inline std::uint8_t type_of(View message)
{
    return message.front();
}
[[nodiscard]] inline View body_of(View message)
{
    constexpr std::size_t header = 4;
    return message.subspan(header);
}

}  // namespace gateway::mutants
