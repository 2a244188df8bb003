// IKEV2_FRAGMENTATION_SUPPORTED with data in it: RFC 7383, Section 2.3.
#include "mutants/ike_mutants.h"
#include "mutants/rewrites_notifies.h"

namespace gateway::mutants {

std::vector<Mutant> misshapes_its_fragmentation_notify()
{
    return {{"puts_data_into_its_fragmentation_notify",
             "rfc7383/2.3/fragmentation-notify",
             "wrong-form",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 gateway.ike_seams.outbox = rewrite(ike::NotifyType::ikev2_fragmentation_supported,
                                                    [](ike::Notify& notify) {
                                                        notify.data = {0, 1};
                                                    });
             }}};
}

}  // namespace gateway::mutants
