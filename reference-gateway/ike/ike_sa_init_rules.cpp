#include "crypto/key_agreement.h"
#include "ike/rules.h"

namespace gateway::ike {
namespace {

std::optional<Refusal> has_no_unknown_critical_payload(const Negotiation& negotiation)
{
    const auto unknown = negotiation.request.unknown_critical_payload;
    if (!unknown) return std::nullopt;
    return Notify{NotifyType::unsupported_critical_payload, {*unknown}};
}

std::optional<Refusal> returns_a_cookie_when_crowded(const Negotiation& negotiation)
{
    if (!negotiation.crowded) return std::nullopt;
    const Endpoint& peer = negotiation.arrival.path.peer;
    const std::uint64_t spi = negotiation.arrival.header.initiator_spi;
    const IkeSaInitRequest& request = negotiation.request;
    if (request.cookie &&
        negotiation.cookies.recognises(*request.cookie, peer, spi, request.nonce)) {
        return std::nullopt;
    }
    return Notify{NotifyType::cookie, negotiation.cookies.bake(peer, spi, request.nonce)};
}

std::optional<Refusal> proposes_something_acceptable(const Negotiation& negotiation)
{
    if (negotiation.selected) return std::nullopt;
    return Notify{NotifyType::no_proposal_chosen, {}};
}

std::optional<Refusal> sends_a_key_share_of_the_selected_group(const Negotiation& negotiation)
{
    if (!negotiation.selected) return std::nullopt;
    const std::uint16_t group = negotiation.selected->tuple.group;
    if (negotiation.request.key_share.group == group) return std::nullopt;
    return invalid_ke_payload(group);
}

std::optional<Refusal> sends_a_key_share_of_the_right_length(const Negotiation& negotiation)
{
    const KeyShare& share = negotiation.request.key_share;
    if (share.data.size() == crypto::public_value_size(share.group)) return std::nullopt;
    return Drop{"key-share-length"};
}

std::optional<Refusal> finds_room(const Negotiation& negotiation)
{
    if (negotiation.has_room) return std::nullopt;
    return Drop{"budget"};
}

}  // namespace

std::vector<Rule<Negotiation>> ike_sa_init_rules()
{
    return {
        {"rfc7296/2.5/unknown-critical-payload-rejected", has_no_unknown_critical_payload},
        {"rfc7296/2.6/cookie-demanded-under-load", returns_a_cookie_when_crowded},
        {"rfc7296/2.7/no-acceptable-proposal", proposes_something_acceptable},
        {"rfc7296/1.2/invalid-ke-payload", sends_a_key_share_of_the_selected_group},
        {"rfc7296/3.4/wrong-key-exchange-length", sends_a_key_share_of_the_right_length},
        {"rfc7296/2.4/half-open-budget", finds_room},
    };
}

}  // namespace gateway::ike
