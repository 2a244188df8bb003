// One TLS connection of the listener: handshake, then a pipe to the inner core, then the close.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/stream.h"
#include "crypto/tls_session.h"

namespace gateway::tls {

class TlsStream final : public StreamCore {
public:
    TlsStream(const crypto::TlsContext& context, const StreamCoreFactory& inner, const Peer& peer);

    StreamActions start(Instant now) override;
    StreamActions on_octets(View octets, Instant now) override;
    StreamActions on_wake(Instant now) override;
    StreamActions on_end(Instant now) override;

private:
    void establish(StreamActions& actions, Instant now);
    void perform(StreamActions inner, StreamActions& actions);
    void finish(StreamActions& actions);
    void hang_up(StreamActions& actions);
    void end_inner(StreamActions& actions, Instant now);
    void refuse(StreamActions& actions);
    [[nodiscard]] Event event(const std::string& outcome) const;
    [[nodiscard]] Event failure_event(const std::string& outcome) const;

    crypto::TlsSession session_;
    StreamCoreFactory make_inner_;
    std::unique_ptr<StreamCore> inner_;
    Peer peer_;
    Instant handshake_deadline_{};
    std::optional<Instant> inner_wake_;
    bool closed_ = false;
};

}  // namespace gateway::tls
