// A gateway that one message makes deaf for so long that it seems gone: what robustness means.
//
// It comes back when it has missed what a prober sends to believe that nobody is there, so that the
// other probes of a run meet a living one.
#pragma once

#include "mutants/mutant.h"

namespace gateway::mutants {

using IsDeadly = std::function<bool(const ike::Datagram&)>;

// Requests that tell the prober of a deaf gateway: three for each of the four controls after the
// stimulus, and three more before each of the two repetitions of a probe that is repeated.
inline constexpr unsigned missed_by_a_probe_carried_out_once = 12;
inline constexpr unsigned missed_by_a_repeated_probe = 18;

// Caught with did-not-survive.
[[nodiscard]] Mutant dies(std::string name, std::string requirement, unsigned missed,
                          IsDeadly is_deadly);

}  // namespace gateway::mutants
