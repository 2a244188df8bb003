// The controls of the IKE probes: what shows that the gateway was there to be judged.
#pragma once

#include "core/probe.h"
#include "peers/ike/initiator.h"

namespace conformance::probes::ike {

using peers::ike::Answer;
using peers::ike::Initiator;
using peers::ike::Port;

// What the survey learned.
inline constexpr auto learned_row = "ike/row";                // slug of the first accepted row
inline constexpr auto learned_answers = "ike/answers";        // UDP 500 answered something
inline constexpr auto learned_nat_t = "ike/nat-t-answers";    // UDP 4500 did

// Acceptance probes: any valid answer shows that the gateway lives.
extern const Control gateway_answers;
extern const Control gateway_answers_on_nat_t;
// Negative probes: the first exchange that this run saw accepted is accepted again.
extern const Control known_row_is_accepted;
extern const Control known_row_is_accepted_on_nat_t;

// The row the survey saw accepted. Throws Unmet when there is none.
[[nodiscard]] catalog::IkeRow known_row(const Bench& bench);
// The row of a family probe's instance. Throws Unmet when the edition has none of that name.
[[nodiscard]] catalog::IkeRow row_named(const Bench& bench, const std::string& slug);

// An offer of DES, MD5 and the 768-bit group: no edition has it, and RFC 8247 forbids all of it.
[[nodiscard]] catalog::IkeRow hopeless_row();

}  // namespace conformance::probes::ike
