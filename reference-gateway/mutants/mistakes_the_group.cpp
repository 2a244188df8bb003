// A key share of another group than the one selected: answered as if it fitted, met with silence,
// or corrected to a group that was not selected. RFC 7296, Section 1.2.
#include <memory>
#include <utility>

#include "mutants/ike_mutants.h"
#include "mutants/rewrites_notifies.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/1.2/invalid-ke-payload";

// Agrees in the group of the key share and names the selected one.
void accept_any_key_share(net::Ingredients& gateway)
{
    const auto selected_group = std::make_shared<std::uint16_t>();
    gateway.ike_seams.select = [=](const ike::Offer& offer, const ike::Rows& rows) {
        auto selected = ike::select(offer, rows);
        if (selected) {
            *selected_group = std::exchange(selected->tuple.group, offer.key_share_group);
        }
        return selected;
    };
    gateway.ike_seams.outbox = [=](ike::Response& response, const ike::Arrival&) {
        for (ike::Payload& payload : response.payloads) {
            auto* selected = std::get_if<ike::SelectedProposal>(&payload);
            if (selected != nullptr) selected->tuple.group = *selected_group;
        }
    };
}

// Of a short proposal alone: long ones must go on telling which group they hold.
std::optional<ike::Refusal> drop_a_wrong_guess(const ike::Negotiation& negotiation)
{
    const auto& request = negotiation.request;
    if (!negotiation.selected || request.proposals.front().transforms.size() > 5 ||
        request.key_share.group == negotiation.selected->tuple.group) {
        return std::nullopt;
    }
    return ike::Drop{"mutant"};
}

}  // namespace

std::vector<Mutant> mistakes_the_group()
{
    return {{"accepts_a_key_share_of_another_group",
             requirement,
             "accepted",
             "ike",
             {},
             accept_any_key_share},
            {"meets_another_group_with_silence",
             requirement,
             "silent",
             "ike",
             {"rfc7296/2.6.1/cookie-and-invalid-ke-converge"},
             [](net::Ingredients& gateway) {
                 add_rule(gateway.ike_seams.rules.ike_sa_init, drop_a_wrong_guess);
             }},
            {"asks_for_the_group_with_swapped_octets",
             requirement,
             "wrong-group",
             "ike",
             {"p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else",
              "rfc7296/2.6.1/cookie-and-invalid-ke-converge", "p2s/clients"},
             [](net::Ingredients& gateway) {
                 gateway.ike_seams.outbox = rewrite(
                     ike::NotifyType::invalid_ke_payload,
                     [](ike::Notify& notify) { std::swap(notify.data.at(0), notify.data.at(1)); });
             }}};
}

}  // namespace gateway::mutants
