// Sessions up to TLS 1.2 that a later handshake goes on with, by their id or by a ticket.
#pragma once

#include "probes/tls/handshake.h"

namespace conformance::probes::tls {

using peers::tls::Resumption;

enum class Memory { session_id, ticket };
enum class MasterSecret { extended, old };

struct Remembered {
    std::optional<Resumption> session;
    Answer answer;  // of the handshake that made it, or made none
};

// A session that a handshake with this offer has made; nothing where the server keeps none of that
// kind, or knows no such secret. Throws Unmet when the handshake does not complete.
[[nodiscard]] Remembered remembered(Bench& bench, const Offer& offer, Memory memory,
                                    MasterSecret secret);

struct Attempt {
    Answer answer;
    bool resumed = false;
};

// A handshake that offers to go on with the session.
[[nodiscard]] Attempt resume(Bench& bench, const Resumption& earlier, const Suites& suites,
                             MasterSecret secret);

[[nodiscard]] std::string name_of(Memory memory);

}  // namespace conformance::probes::tls
