// A client's public value up to TLS 1.2 that is altered, and what the server makes of it.
#pragma once

#include "probes/tls/aftermath.h"

namespace conformance::probes::tls {

// Behind ServerHelloDone: this value, and the client's flight to its Finished, with the secret that
// a server shares which takes the value.
void finish_with(peers::tls::Engine& engine, const Octets& value, const Octets& premaster);

// A Finished of the server that is in order accepts it.
[[nodiscard]] Reaction reaction_to_finish(peers::tls::Engine& engine);

}  // namespace conformance::probes::tls
