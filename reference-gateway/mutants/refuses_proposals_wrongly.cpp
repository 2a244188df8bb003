// A proposal that nobody should accept: accepted, met with silence, or refused by another notify.
// RFC 7296, Section 2.7.
#include "mutants/ike_mutants.h"
#include "mutants/rewrites_notifies.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

const std::string requirement = "rfc7296/2.7/no-acceptable-proposal";

// DES, MD5 and group 1: what nobody has configured for twenty years.
constexpr policy::Tuple hopeless{2, {}, 1, 1, 1};
constexpr std::uint16_t encr_3des = 3;  // stands in for DES, which OpenSSL has laid aside

std::optional<ike::SelectedProposal> select_anything(const ike::Offer& offer, ike::Rows rows)
{
    rows.push_back(hopeless);
    auto selected = ike::select(offer, rows);
    if (selected && selected->tuple == hopeless) selected->tuple.encr = encr_3des;
    return selected;
}

void name_des(ike::Response& response, const ike::Arrival&)
{
    for (ike::Payload& payload : response.payloads) {
        auto* selected = std::get_if<ike::SelectedProposal>(&payload);
        if (selected != nullptr && selected->tuple.encr == encr_3des) {
            selected->tuple.encr = hopeless.encr;
        }
    }
}

// On one port, to one plain proposal alone: long ones must go on telling what is refused.
std::optional<ike::Refusal> drop_the_hopeless(const ike::Negotiation& negotiation)
{
    const auto& proposals = negotiation.request.proposals;
    const bool plain = proposals.size() == 1 && proposals.front().transforms.size() <= 4;
    if (!plain || negotiation.arrival.on_nat_t_port ||
        negotiation.request.key_share.group != hopeless.group) {
        return std::nullopt;
    }
    return ike::Drop{"mutant"};
}

}  // namespace

std::vector<Mutant> refuses_proposals_wrongly()
{
    return {{"accepts_a_hopeless_proposal",
             requirement,
             "accepted",
             "ike",
             {"p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else", "rfc7296/3.3.6/one-transform-of-each-type"},
             [](net::Ingredients& gateway) {
                 gateway.ike_seams.select = select_anything;
                 gateway.ike_seams.outbox = name_des;
             }},
            {"meets_a_hopeless_proposal_with_silence",
             requirement,
             "silent",
             "ike",
             {"p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else"},
             [](net::Ingredients& gateway) {
                 add_rule(gateway.ike_seams.rules.ike_sa_init, drop_the_hopeless);
             }},
            {"refuses_with_invalid_syntax",
             requirement,
             "wrong-notify",
             "ike",
             {"p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else"},
             [](net::Ingredients& gateway) {
                 gateway.ike_seams.outbox = rewrite(
                     ike::NotifyType::no_proposal_chosen,
                     [](ike::Notify& notify) { notify.type = ike::NotifyType::invalid_syntax; });
             }}};
}

}  // namespace gateway::mutants
