// From an answer to a finding: the few endings that IKE probes have in common.
#pragma once

#include "core/probe.h"
#include "peers/ike/answer.h"

namespace conformance::probes::ike {

using peers::ike::Answer;

// The altered request is answered as if it had not been altered: a proposal is selected.
[[nodiscard]] Finding expect_normal_answer(const Bench& bench, const Answer& answer);

// A refusal by this notify. `silence` is what silence means: the text may leave answering to the responder.
[[nodiscard]] Finding expect_notify(const Bench& bench, const Answer& answer, wire::ike::NotifyType type,
                                    Finding silence);

// No SA: any refusal will do, and so will silence if the control after it succeeds.
[[nodiscard]] Finding expect_no_selection(const Bench& bench, const Answer& answer);

// Any answer and silence: only that the control after it succeeds counts.
[[nodiscard]] Finding expect_survival(const Bench& bench, const Answer& answer);

// A finding from this answer, with its frames and its text as the observation.
[[nodiscard]] Finding pass(const Bench& bench, const Answer& answer, std::string expected);
[[nodiscard]] Finding fail(const Bench& bench, const Answer& answer, std::string code, std::string expected);

}  // namespace conformance::probes::ike
