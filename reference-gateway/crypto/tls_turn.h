// What a TLS server does with a flight of its client: public-key work, so that it may run on any
// thread, as long as nobody else touches the session in the meantime.
#pragma once

#include <memory>

#include "crypto/tls_session.h"

namespace gateway::crypto {

struct TlsTurn {
    std::shared_ptr<TlsSession> session;
    Octets from_wire;
};

[[nodiscard]] inline TlsProgress take_turn(const TlsTurn& turn)
{
    return turn.session->feed(turn.from_wire);
}

}  // namespace gateway::crypto
