// RFC 7296, Section 2.2: Use of Sequence Numbers for Message ID.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/odd_request.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

// An IKE_SA_INIT request with a Message ID other than zero creates no SA.
Finding initial_message_id_is_zero(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.message_id = 1;
    return expect_no_sa(bench, peer, peer.exchange_once(request), "no SA for a first request with Message ID 1");
}

// Intrusive: each such request adds one for ever to what strongSwan 5.9.8 counts as half open, and a COOKIE is not returned, so
// that it comes no further than to ask for it.
const std::array table{
    Probe{"rfc7296/2.2/initial-message-id-is-zero", initial_message_id_is_zero, &known_row_is_accepted,
          Impact::intrusive},
};

}  // namespace

std::span<const Probe> rfc7296_2_2_probes() { return table; }

}  // namespace conformance::probes::ike
