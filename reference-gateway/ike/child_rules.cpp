#include "ike/rules.h"

namespace gateway::ike {
namespace {

std::optional<Refusal> proposes_something_acceptable(const ChildNegotiation& negotiation)
{
    if (negotiation.selected) return std::nullopt;
    return Notify{NotifyType::no_proposal_chosen, {}};
}

std::optional<Refusal> asks_for_an_address(const ChildNegotiation& negotiation)
{
    if (negotiation.has_address) return std::nullopt;
    return Notify{NotifyType::failed_cp_required, {}};
}

std::optional<Refusal> gets_an_address(const ChildNegotiation& negotiation)
{
    if (negotiation.is_leased) return std::nullopt;
    return Notify{NotifyType::internal_address_failure, {}};
}

std::optional<Refusal> asks_for_traffic_that_is_carried(const ChildNegotiation& negotiation)
{
    if (!negotiation.remote.empty() && !negotiation.local.empty()) return std::nullopt;
    return Notify{NotifyType::ts_unacceptable, {}};
}

}  // namespace

std::vector<Rule<ChildNegotiation>> child_rules()
{
    return {
        {"rfc7296/2.7/no-acceptable-child-proposal", proposes_something_acceptable},
        {"rfc7296/2.19/configuration-required", asks_for_an_address},
        {"rfc7296/3.15.4/no-address-to-assign", gets_an_address},
        {"rfc7296/2.9/no-acceptable-traffic-selectors", asks_for_traffic_that_is_carried},
    };
}

}  // namespace gateway::ike
