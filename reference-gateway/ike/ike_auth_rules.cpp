#include "ike/rules.h"

namespace gateway::ike {
namespace {

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
        {"rfc7296/2.5/unknown-critical-payload-inside-rejected", has_no_unknown_critical_payload},
        {"rfc7296/2.21.2/invalid-syntax", is_well_formed},
        {"rfc7296/2.21.2/authentication-failed", is_somebody_known},
    };
}

}  // namespace gateway::ike
