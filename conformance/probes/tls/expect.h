// From an answer to a finding: the few endings that TLS probes have in common.
#pragma once

#include "core/probe.h"
#include "peers/tls/answer.h"

namespace conformance::probes::tls {

using peers::tls::Answer;

// A finding from this answer, with its frames and its text as the observation. Silence, a close and
// a reset make it rest on the control that follows.
[[nodiscard]] Finding pass(const Bench& bench, const Answer& answer, std::string expected);
[[nodiscard]] Finding fail(const Bench& bench, const Answer& answer, std::string expected);
[[nodiscard]] Finding fail(const Bench& bench, const Answer& answer, std::string code,
                           std::string expected);

// No hello could be put to the gateway, or what it sent has no end: nothing follows from that.
[[nodiscard]] bool proves_nothing(const Answer& answer);
[[nodiscard]] Finding inconclusive(const Bench& bench, const Answer& answer, std::string expected);

// A pass that a strict run counts as a fail, of this code.
[[nodiscard]] Finding unmet_should(Finding finding, std::string code, std::string text,
                                   std::string source);

// Of a suite that the gateway selects although the IETF discourages it.
void advise_on_suite(const Bench& bench, std::uint16_t suite, Finding& finding);

}  // namespace conformance::probes::tls
