// IKE_AUTH that is not refused under the keys both sides derived, or with data that has no place
// there: RFC 7296, Sections 2.14 and 3.10.1.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/rewrites_notifies.h"
#include "mutants/rides_on_ike_auth.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/2.14/keys-agree";

void spoil_the_icv(ike::Send& datagram, const ike::Arrival& request)
{
    if (!is_ike_sa_init(request)) datagram.octets.back() ^= 0x01;
}

void leave_the_refusal_out(ike::Response& response, const ike::Arrival& request)
{
    if (!is_ike_sa_init(request)) response.payloads.clear();
}

void explain(ike::Notify& notify)
{
    notify.data = {0, 0, 0x34, 0x51};
}

}  // namespace

std::vector<Mutant> breaks_ike_auth()
{
    return {{"seals_with_a_wrong_icv", requirement, "cannot-decrypt", "ike",
             what_rides_on_ike_auth({"p2s/ike/row", "p2s/ike/nat-t-row", "p2s/clients"}),
             [](net::Ingredients& gateway) { gateway.ike_seams.wire = spoil_the_icv; }},
            {"lets_anybody_in", requirement, "authenticated", "ike", what_rides_on_ike_auth({}),
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = leave_the_refusal_out; }},
            {"explains_why_authentication_failed",
             "rfc7296/3.10.1/authentication-failed-without-data",
             "data-sent",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 gateway.ike_seams.outbox =
                     rewrite(ike::NotifyType::authentication_failed, explain);
             }}};
}

}  // namespace gateway::mutants
