#include <utility>

#include "ike/rules.h"

namespace gateway::ike {
namespace {

std::optional<Refusal> is_ike_auth(const Authentication& authentication)
{
    if (authentication.exchange_type == std::to_underlying(ExchangeType::ike_auth)) {
        return std::nullopt;
    }
    return Drop{"before-ike-auth"};
}

std::optional<Refusal> has_no_unknown_critical_payload(const Authentication& authentication)
{
    const auto unknown = authentication.unknown_critical_payload;
    if (!unknown) return std::nullopt;
    return Notify{NotifyType::unsupported_critical_payload, {*unknown}};
}

std::optional<Refusal> is_well_formed(const Authentication& authentication)
{
    if (authentication.well_formed) return std::nullopt;
    return Notify{NotifyType::invalid_syntax, {}};
}

// Identities come with the [authentication] table; until then nobody is known.
std::optional<Refusal> is_somebody_known(const Authentication&)
{
    return Notify{NotifyType::authentication_failed, {}};
}

}  // namespace

std::vector<Rule<Authentication>> ike_auth_rules()
{
    return {
        {"rfc7296/1/nothing-served-before-ike-auth", is_ike_auth},
        {"rfc7296/2.21.2/unknown-critical-payload-in-ike-auth", has_no_unknown_critical_payload},
        {"rfc7296/2.21.2/malformed-ike-auth", is_well_formed},
        {"rfc7296/2.21.2/authentication-failed", is_somebody_known},
    };
}

}  // namespace gateway::ike
