// Requests in fragments, and their control: RFC 7383.
#pragma once

#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

// The gateway takes our certificate, and does not disclaim fragments.
extern const Control fragments_are_agreed;

// A half-open tunnel where both sides have said that they support fragments. Throws Unmet where the
// gateway has not.
[[nodiscard]] Tunnel tunnel_of_fragments(Bench& bench);

// Whether these messages, some of them fragments of `request`, open an IKE SA.
[[nodiscard]] Finding expect_established(Bench& bench, Tunnel& tunnel,
                                         const wire::ike::Message& request,
                                         const std::vector<Octets>& messages,
                                         const std::string& expected);
// The same behind messages that bring no answer, not even a refusal.
[[nodiscard]] Finding expect_established_after_silence(Bench& bench, Tunnel& tunnel,
                                                       const wire::ike::Message& request,
                                                       const std::vector<Octets>& ignored,
                                                       const std::vector<Octets>& messages,
                                                       const std::string& expected);

}  // namespace conformance::probes::ike
