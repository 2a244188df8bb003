#include "probes/ike/odd_request.h"

#include "probes/ike/expect.h"

namespace conformance::probes::ike {

Finding expect_no_sa(Bench& bench, peers::ike::Initiator& peer, const Answer& answer,
                     std::string expected)
{
    if (!answer.accepted()) {
        return expect_survival(bench, peer, answer, std::move(expected));
    }
    (void)peer.conclude_once(answer);
    return fail(bench, answer, "accepted", std::move(expected));
}

Finding expect_survival(Bench& bench, peers::ike::Initiator& peer, const Answer& answer,
                        std::string expected)
{
    if (answer.accepted()) {
        (void)peer.conclude_once(answer);
    }
    auto finding = pass(bench, answer, std::move(expected));
    finding.rests_on_absence = !answer.is_message();
    return finding;
}

}  // namespace conformance::probes::ike
