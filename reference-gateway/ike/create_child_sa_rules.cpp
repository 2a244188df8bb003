#include "crypto/key_agreement.h"
#include "ike/rules.h"

namespace gateway::ike {
namespace {

Octets as_spi(std::uint32_t value)
{
    Writer out;
    out.u32(value);
    return out.take();
}

std::optional<Refusal> does_not_collide(const CreateNegotiation& negotiation)
{
    if (!negotiation.collides) return std::nullopt;
    return Notify{NotifyType::temporary_failure, {}};
}

std::optional<Refusal> replaces_what_there_is(const CreateNegotiation& negotiation)
{
    if (!negotiation.lost_spi) return std::nullopt;
    return Notify{NotifyType::child_sa_not_found, {}, protocol_esp, as_spi(*negotiation.lost_spi)};
}

std::optional<Refusal> leaves_room(const CreateNegotiation& negotiation)
{
    if (negotiation.has_room) return std::nullopt;
    return Notify{NotifyType::no_additional_sas, {}};
}

std::optional<Refusal> proposes_something_acceptable(const CreateNegotiation& negotiation)
{
    if (negotiation.is_selected) return std::nullopt;
    return Notify{NotifyType::no_proposal_chosen, {}};
}

std::optional<Refusal> sends_a_key_share_of_the_selected_group(const CreateNegotiation& negotiation)
{
    const std::uint16_t sent = negotiation.key_share ? negotiation.key_share->group : 0;
    if (negotiation.group == 0 || sent == negotiation.group) return std::nullopt;
    return invalid_ke_payload(negotiation.group);
}

std::optional<Refusal> sends_a_key_share_of_the_right_length(const CreateNegotiation& negotiation)
{
    const auto& share = negotiation.key_share;
    if (negotiation.group == 0 || !share ||
        share->data.size() == crypto::public_value_size(share->group)) {
        return std::nullopt;
    }
    return Notify{NotifyType::invalid_syntax, {}};
}

}  // namespace

std::vector<Rule<CreateNegotiation>> create_child_sa_rules()
{
    return {
        {"rfc7296/2.25/temporary-failure", does_not_collide},
        {"rfc7296/2.25/child-sa-not-found", replaces_what_there_is},
        {"rfc7296/1.3/no-additional-sas", leaves_room},
        {"rfc7296/1.3/no-acceptable-proposal", proposes_something_acceptable},
        {"rfc7296/1.3/invalid-ke-payload", sends_a_key_share_of_the_selected_group},
        {"rfc7296/3.4/wrong-key-exchange-length-within", sends_a_key_share_of_the_right_length},
    };
}

}  // namespace gateway::ike
