// Proposals with something unknown, or with something left out, taken all the same, or spoiling
// those beside them: RFC 7296, Sections 3.3.5 and 3.3.6; RFC 5282, Section 7.3.
#include <algorithm>
#include <utility>

#include "mutants/ike_mutants.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

using Change = void (*)(ike::Proposal&, const ike::Rows&);
using Complaint = bool (*)(const ike::Proposal&);

constexpr std::uint16_t aes_cbc = 12;
constexpr std::uint16_t aes_gcm = 20;

bool is_of(const ike::Transform& transform, ike::TransformType type)
{
    return transform.type == std::to_underlying(type);
}

bool has(const ike::Proposal& proposal, ike::TransformType type)
{
    return std::ranges::any_of(proposal.transforms,
                               [type](const ike::Transform& one) { return is_of(one, type); });
}

bool is_unknown(const ike::Transform& transform)
{
    return transform.type > std::to_underlying(ike::TransformType::group);
}

bool has_unknown_types(const ike::Proposal& proposal)
{
    return std::ranges::any_of(proposal.transforms, is_unknown);
}

bool has_unknown_attributes(const ike::Proposal& proposal)
{
    return !std::ranges::all_of(proposal.transforms, &ike::Transform::understood);
}

bool lacks_the_prf(const ike::Proposal& proposal)
{
    return !has(proposal, ike::TransformType::prf);
}

void forget_unknown_types(ike::Proposal& proposal, const ike::Rows&)
{
    std::erase_if(proposal.transforms, is_unknown);
}

void forget_unknown_attributes(ike::Proposal& proposal, const ike::Rows&)
{
    for (ike::Transform& transform : proposal.transforms) {
        transform.understood = true;
    }
}

void supply_a_prf(ike::Proposal& proposal, const ike::Rows& rows)
{
    if (lacks_the_prf(proposal)) {
        proposal.transforms.push_back(
            {std::to_underlying(ike::TransformType::prf), rows.front().prf, {}});
    }
}

template <std::uint16_t encr>
void assume_256_bits(ike::Proposal& proposal, const ike::Rows&)
{
    for (ike::Transform& transform : proposal.transforms) {
        if (is_of(transform, ike::TransformType::encr) && transform.id == encr &&
            !transform.key_length) {
            transform.key_length = 256;
        }
    }
}

Mutant misreads(std::string name, std::string requirement, Change change,
                std::vector<std::string> also = {})
{
    return {
        std::move(name),
        std::move(requirement),
        "accepted",
        "ike",
        std::move(also),
        [=](net::Ingredients& gateway) {
            gateway.ike_seams.select = [=](const ike::Offer& offer, const ike::Rows& rows) {
                auto proposals = offer.proposals;
                for (ike::Proposal& proposal : proposals) {
                    change(proposal, rows);
                }
                return ike::select({proposals, offer.key_share_group, offer.on_nat_t_port}, rows);
            };
        }};
}

Mutant gives_up(std::string name, std::string requirement, Complaint complaint)
{
    return {std::move(name),
            std::move(requirement),
            "refused-by-notify:14",
            "ike",
            {},
            [=](net::Ingredients& gateway) {
                gateway.ike_seams.select =
                    [=](const ike::Offer& offer,
                        const ike::Rows& rows) -> std::optional<ike::SelectedProposal> {
                    if (std::ranges::any_of(offer.proposals, complaint)) return std::nullopt;
                    return ike::select(offer, rows);
                };
            }};
}

// To the one offer of two groups that holds Curve25519.
std::optional<ike::Refusal> ask_for_group_14(const ike::Negotiation& negotiation)
{
    const auto& proposals = negotiation.request.proposals;
    constexpr std::uint16_t curve25519 = 31;
    if (negotiation.selected || negotiation.request.key_share.group != curve25519 ||
        proposals.size() != 1 || proposals.front().transforms.size() > 5) {
        return std::nullopt;
    }
    return ike::Notify{ike::NotifyType::invalid_ke_payload, {0, 14}};
}

}  // namespace

std::vector<Mutant> misreads_proposals()
{
    const std::string type = "rfc7296/3.3.6/unknown-transform-type-skips-the-proposal";
    const std::string attribute = "rfc7296/3.3.6/unknown-attribute-skips-the-transform";
    const std::string missing = "rfc7296/3.3.6/missing-transform-type-skips-the-proposal";
    return {misreads("overlooks_unknown_transform_types", type, forget_unknown_types),
            gives_up("gives_up_at_an_unknown_transform_type", type, has_unknown_types),
            misreads("overlooks_unknown_attributes", attribute, forget_unknown_attributes),
            gives_up("gives_up_at_an_unknown_attribute", attribute, has_unknown_attributes),
            misreads("supplies_a_missing_prf", missing, supply_a_prf),
            gives_up("gives_up_at_an_incomplete_proposal", missing, lacks_the_prf),
            misreads("takes_cbc_without_key_length_for_256_bits",
                     "rfc7296/3.3.5/key-length-required", assume_256_bits<aes_cbc>),
            misreads("takes_gcm_without_key_length_for_256_bits", "rfc5282/7.3/key-length-required",
                     assume_256_bits<aes_gcm>),
            {"asks_for_a_group_nobody_offered",
             "rfc7296/3.3.6/group-asked-for-was-offered",
             "group-not-offered",
             "ike",
             {"p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else"},
             [](net::Ingredients& gateway) {
                 add_rule(gateway.ike_seams.rules.ike_sa_init, ask_for_group_14);
             }}};
}

}  // namespace gateway::mutants
