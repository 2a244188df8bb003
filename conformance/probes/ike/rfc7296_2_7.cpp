// RFC 7296, Section 2.7: Cryptographic Algorithm Negotiation.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

// When no proposal is acceptable, all are rejected with NO_PROPOSAL_CHOSEN.
Finding nothing_acceptable_is_refused(Bench& bench)
{
    Initiator peer{bench};
    const auto answer = peer.negotiate(peer.ike_sa_init(hopeless_row()));
    return expect_notify(bench, answer, wire::ike::NotifyType::no_proposal_chosen,
                         conformance::fail("silent", "", ""));
}

const std::array table{
    Probe{"rfc7296/2.7/no-acceptable-proposal", nothing_acceptable_is_refused, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_7_probes() { return table; }

}  // namespace conformance::probes::ike
