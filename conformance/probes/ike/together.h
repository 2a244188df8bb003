// Several odd requests, each of an initiator of its own, sent at once and awaited together: most
// may meet silence, and that is awaited once.
#pragma once

#include <functional>

#include "probes/ike/controls.h"

namespace conformance::probes::ike {

using MakeRequest = std::function<wire::ike::Message(Initiator&)>;

// One answer for each. A COOKIE is returned, since it says nothing of the request; `concluded`
// finishes what was accepted.
enum class Accepted { concluded, left_alone };
[[nodiscard]] std::vector<Answer> answers_to(Bench& bench, const std::vector<MakeRequest>& requests,
                                             Accepted accepted);

// That the control after them succeeds is all that counts; how many were accepted is told.
[[nodiscard]] Finding expect_survival(const Bench& bench, const std::vector<Answer>& answers);

}  // namespace conformance::probes::ike
