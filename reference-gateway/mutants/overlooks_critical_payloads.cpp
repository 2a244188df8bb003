// An unknown critical payload, overlooked or refused with the wrong octet: RFC 7296, Section 2.5.
#include "mutants/ike_mutants.h"
#include "mutants/rewrites_notifies.h"
#include "mutants/surgery.h"

namespace gateway::mutants {

std::vector<Mutant> overlooks_critical_payloads()
{
    const std::string requirement = "rfc7296/2.5/unknown-critical-payload-rejected";
    return {{"overlooks_unknown_critical_payloads",
             requirement,
             "accepted",
             "ike",
             {},
             [=](net::Ingredients& gateway) {
                 remove_rule(gateway.ike_seams.rules.ike_sa_init, requirement);
             }},
            {"names_no_critical_payload",
             requirement,
             "wrong-notify-data",
             "ike",
             {"rfc7296/2.21.2/unknown-critical-payload-in-ike-auth"},
             [](net::Ingredients& gateway) {
                 gateway.ike_seams.outbox =
                     rewrite(ike::NotifyType::unsupported_critical_payload,
                             [](ike::Notify& notify) { notify.data.clear(); });
             }}};
}

}  // namespace gateway::mutants
