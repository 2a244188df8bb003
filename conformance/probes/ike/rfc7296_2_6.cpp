// RFC 7296, Section 2.6: IKE SA SPIs and Cookies.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

// A cookie that does not match is ignored and the request handled as if it carried none.
Finding wrong_cookie_is_ignored(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.payloads.insert(
        request.payloads.begin(),
        wire::ike::notify(wire::ike::NotifyType::cookie, bench.random.octets(20)));
    return expect_normal_answer(bench, peer.negotiate(request));
}

const std::array table{
    Probe{"rfc7296/2.6/wrong-cookie-ignored", wrong_cookie_is_ignored, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_6_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
