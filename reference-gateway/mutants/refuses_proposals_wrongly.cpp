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

std::optional<ike::SelectedProposal> select_anything(const ike::Offer& offer, ike::Rows rows)
{
    rows.push_back(hopeless);
    return ike::select(offer, rows);
}

}  // namespace

std::vector<Mutant> refuses_proposals_wrongly()
{
    return {{"accepts_a_hopeless_proposal",
             requirement,
             "accepted",
             "ike",
             {"p2s/ike/nothing-else"},
             [](net::Ingredients& gateway) { gateway.ike_seams.select = select_anything; }},
            {"meets_a_hopeless_proposal_with_silence",
             requirement,
             "silent",
             "ike",
             {"p2s/ike/nothing-else"},
             [](net::Ingredients& gateway) {
                 add_rule(gateway.ike_seams.rules.ike_sa_init,
                          [](const ike::Negotiation& negotiation) -> std::optional<ike::Refusal> {
                              if (negotiation.selected) return std::nullopt;
                              return ike::Drop{"mutant"};
                          });
             }},
            {"refuses_with_invalid_syntax",
             requirement,
             "wrong-notify",
             "ike",
             {},
             [](net::Ingredients& gateway) {
                 gateway.ike_seams.outbox = rewrite(
                     ike::NotifyType::no_proposal_chosen,
                     [](ike::Notify& notify) { notify.type = ike::NotifyType::invalid_syntax; });
             }}};
}

}  // namespace gateway::mutants
