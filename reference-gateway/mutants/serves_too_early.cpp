// A request that has to wait for IKE_AUTH, answered as if there had been one: RFC 7296, Section 1.
#include <utility>

#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/1/nothing-served-before-ike-auth";

void answer_with_nothing(ike::Response& response, const ike::Arrival& request)
{
    if (request.header.exchange_type == std::to_underlying(ike::ExchangeType::create_child_sa)) {
        response.payloads.clear();
    }
}

}  // namespace

std::vector<Mutant> serves_too_early()
{
    return {{"serves_create_child_sa_before_ike_auth",
             requirement,
             "child-sa-served",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 remove_rule(gateway.ike_seams.rules.ike_auth, requirement);
                 gateway.ike_seams.outbox = answer_with_nothing;
             }}};
}

}  // namespace gateway::mutants
