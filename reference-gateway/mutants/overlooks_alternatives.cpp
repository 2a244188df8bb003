// Alternatives in one proposal that are not considered, RFC 7296, Sections 2.7 and 3.3.
#include <algorithm>
#include <set>

#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

constexpr std::size_t most_transforms = 12;

std::optional<ike::SelectedProposal> select_among_short_ones(const ike::Offer& offer,
                                                             const ike::Rows& rows)
{
    auto proposals = offer.proposals;
    std::erase_if(proposals, [](const ike::Proposal& proposal) {
        return proposal.transforms.size() > most_transforms;
    });
    return ike::select({proposals, offer.key_share_group, offer.on_nat_t_port}, rows);
}

std::optional<ike::SelectedProposal> select_by_first_transforms(const ike::Offer& offer,
                                                                const ike::Rows& rows)
{
    auto proposals = offer.proposals;
    for (ike::Proposal& proposal : proposals) {
        std::set<std::uint8_t> seen;
        std::erase_if(proposal.transforms, [&](const ike::Transform& transform) {
            return !seen.insert(transform.type).second;
        });
    }
    return ike::select({proposals, offer.key_share_group, offer.on_nat_t_port}, rows);
}

std::optional<ike::SelectedProposal> select_by_last_transforms(const ike::Offer& offer,
                                                               const ike::Rows& rows)
{
    auto proposals = offer.proposals;
    for (ike::Proposal& proposal : proposals) {
        std::ranges::reverse(proposal.transforms);
    }
    return select_by_first_transforms({proposals, offer.key_share_group, offer.on_nat_t_port},
                                      rows);
}

Mutant overlooks(std::string name, ike::Selector select, std::vector<std::string> also)
{
    return {std::move(name),
            "rfc7296/3.3/all-alternatives-considered",
            "refused-by-notify:14",
            "ike",
            std::move(also),
            [=](net::Ingredients& gateway) { gateway.ike_seams.select = select; }};
}

}  // namespace

std::vector<Mutant> overlooks_alternatives()
{
    return {overlooks("refuses_proposals_of_many_transforms", select_among_short_ones,
                      {"p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else", "p2s/clients"}),
            overlooks("matches_only_first_transforms", select_by_first_transforms,
                      {"p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else",
                       "rfc7296/3.3.6/unknown-attribute-skips-the-transform", "p2s/clients"}),
            overlooks("matches_only_last_transforms", select_by_last_transforms,
                      {"p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else",
                       "rfc7296/3.3.6/one-transform-of-each-type", "rfc7296/1.2/invalid-ke-payload",
                       "rfc7296/2.6.1/cookie-and-invalid-ke-converge", "p2s/clients"})};
}

}  // namespace gateway::mutants
