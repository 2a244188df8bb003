// The controls of the TLS probes: what shows that the gateway was there to be judged.
#pragma once

#include "core/probe.h"
#include "peers/tls/client.h"

namespace conformance::probes::tls {

using peers::tls::Answer;
using peers::tls::Client;
using peers::tls::Offer;

// What the survey learned.
inline constexpr auto learned_hello =
    "tls/accepted";  // TLS 1.2/0xC030: the first version and suite selected
inline constexpr auto learned_answers =
    "tls/answers";  // TLS 1.2: a hello of that version was answered in TLS
inline constexpr auto learned_silence = "tls/unanswered";  // what came instead

// Acceptance probes: any TLS answer shows that the gateway lives.
extern const Control tls_answers;
// Negative probes: the first hello that this run saw accepted is accepted again.
extern const Control tls_hello_is_accepted;

// The hello the survey saw accepted. Throws Unmet when there is none.
[[nodiscard]] Offer known_hello(const Bench& bench);

// The same where it is TLS 1.2 or below; else what servers usually have at TLS 1.2, tried now.
[[nodiscard]] Offer known_hello_up_to_1_2(Bench& bench);

}  // namespace conformance::probes::tls
