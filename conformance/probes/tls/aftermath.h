// What a server of TLS 1.3 does behind the client's flight, and whether that takes or refuses what
// was in it. Servers end connections for reasons of their own too: such an end tells something only
// beside a connection on which nothing is wrong.
#pragma once

#include <optional>

#include "peers/tls/drive.h"

namespace conformance::probes::tls {

// What proves that the server took what was sent.
enum class Proof {
    goes_on,           // only that the connection goes on, of a server that reacts to close_notify
    answers_finished,  // a ticket or application data too: a Finished that is in order comes last
};

// Ends the connection without saying what is wrong, if anything.
[[nodiscard]] bool is_mute_end(const peers::tls::Answer& answer);

// The alert that says what is wrong, if any does.
[[nodiscard]] std::optional<std::uint8_t> complaint_of(const peers::tls::Answer& answer);

enum class Reaction { accepted, refused, unclear };

// Of what was sent on this connection with a hello of lasting_hello(): reads on, so long, or as the
// engine is set.
[[nodiscard]] Reaction reaction_behind(Bench& bench, peers::tls::Engine& engine, Proof proof,
                                       std::optional<Duration> patience = {});

}  // namespace conformance::probes::tls
