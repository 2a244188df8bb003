// What a server says up to TLS 1.2 behind a handshake that completes, where it may end the
// connection, or speak, for reasons of its own.
#pragma once

#include <functional>
#include <optional>

#include "probes/tls/handshake.h"

namespace conformance::probes::tls {

struct Heard {
    Answer answer;
    Octets plaintext;
};

// On a connection that has ended since, for many a server serves one at a time. `say` sends what is
// to be answered, or nothing. Nothing where no handshake completes.
[[nodiscard]] std::optional<Heard> heard_behind(Bench& bench, const Offer& offer,
                                                const std::function<void(Engine&)>& say);

// A record of this content, with one bit of its tag changed.
void send_altered(Engine& engine, wire::tls::ContentType type, View content);

}  // namespace conformance::probes::tls
