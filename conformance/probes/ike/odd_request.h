// What may become of a request that no well-behaved initiator sends.
#pragma once

#include "core/probe.h"
#include "peers/ike/initiator.h"

namespace conformance::probes::ike {

// Everything but an SA: a notify, a COOKIE, silence. An SA that came all the same is concluded, so
// that none stays half open.
[[nodiscard]] Finding expect_no_sa(Bench& bench, peers::ike::Initiator& peer,
                                   const peers::ike::Answer& answer, std::string expected);

// Nothing prescribes the answer: it is recorded, and the control afterwards shows that the gateway
// lives.
[[nodiscard]] Finding expect_survival(Bench& bench, peers::ike::Initiator& peer,
                                      const peers::ike::Answer& answer, std::string expected);

}  // namespace conformance::probes::ike
