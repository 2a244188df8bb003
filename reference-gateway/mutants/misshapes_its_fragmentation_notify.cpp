// IKEV2_FRAGMENTATION_SUPPORTED with data in it: RFC 7383, Section 2.3.
#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

void offer_fragmentation(ike::Response& response, const ike::Arrival& request)
{
    constexpr ike::NotifyType ikev2_fragmentation_supported{16430};
    if (is_ike_sa_init(request)) {
        response.payloads.emplace_back(ike::Notify{ikev2_fragmentation_supported, {0, 1}});
    }
}

}  // namespace

std::vector<Mutant> misshapes_its_fragmentation_notify()
{
    return {{"puts_data_into_its_fragmentation_notify",
             "rfc7383/2.3/fragmentation-notify",
             "wrong-form",
             "ike",
             {},
             [](net::Ingredients& gateway) { gateway.ike_seams.outbox = offer_fragmentation; }}};
}

}  // namespace gateway::mutants
