// An IKE SA that lacks encryption or integrity, or has an integrity algorithm beside an AEAD: RFC
// 7296, Section 5; RFC 5282, Section 8.
#include <algorithm>
#include <memory>
#include <utility>

#include "mutants/ike_mutants.h"

namespace gateway::mutants {
namespace {

constexpr std::uint16_t encr_null = 11;
constexpr std::uint16_t aes_cbc = 12;
constexpr std::uint16_t sha2_256_128 = 12;

struct Sin {
    // What the proposal must hold for this, and what of it is taken for something else.
    bool (*is_tempting)(const ike::Proposal&);
    void (*understand)(ike::Proposal&);
    void (*name)(ike::SelectedProposal&);
};

ike::Transform* find(ike::Proposal& proposal, ike::TransformType type)
{
    const auto found =
        std::ranges::find(proposal.transforms, std::to_underlying(type), &ike::Transform::type);
    return found == proposal.transforms.end() ? nullptr : &*found;
}

bool names(const ike::Proposal& proposal, ike::TransformType type, std::uint16_t id)
{
    return std::ranges::any_of(proposal.transforms, [=](const ike::Transform& one) {
        return one.type == std::to_underlying(type) && one.id == id;
    });
}

bool is_short(const ike::Proposal& proposal)
{
    return proposal.transforms.size() <= 5;
}

constexpr Sin null_encryption{[](const ike::Proposal& proposal) {
                                  return is_short(proposal) &&
                                         names(proposal, ike::TransformType::encr, encr_null);
                              },
                              [](ike::Proposal& proposal) {
                                  ike::Transform* encr = find(proposal, ike::TransformType::encr);
                                  encr->id = aes_cbc;
                                  encr->key_length = 256;
                              },
                              [](ike::SelectedProposal& selected) {
                                  selected.tuple.encr = encr_null;
                                  selected.tuple.key_length.reset();
                              }};

constexpr Sin no_integrity{
    [](const ike::Proposal& proposal) {
        return is_short(proposal) && names(proposal, ike::TransformType::encr, aes_cbc) &&
               names(proposal, ike::TransformType::integ, ike::integ_none);
    },
    [](ike::Proposal& proposal) {
        ike::Transform* integ = find(proposal, ike::TransformType::integ);
        const ike::Transform* prf = find(proposal, ike::TransformType::prf);
        integ->id =
            static_cast<std::uint16_t>(prf == nullptr ? 0 : prf->id + 7);  // SHA2-256 is 5 and 12
    },
    [](ike::SelectedProposal& selected) { selected.tuple.integ = ike::integ_none; }};

constexpr Sin integrity_beside_an_aead{
    [](const ike::Proposal& proposal) {
        return is_short(proposal) && !names(proposal, ike::TransformType::encr, aes_cbc) &&
               names(proposal, ike::TransformType::integ, sha2_256_128);
    },
    [](ike::Proposal& proposal) {
        find(proposal, ike::TransformType::integ)->id = ike::integ_none;
    },
    [](ike::SelectedProposal& selected) { selected.tuple.integ = sha2_256_128; }};

void commit(const Sin& sin, net::Ingredients& gateway)
{
    const auto tempted = std::make_shared<bool>(false);
    gateway.ike_seams.select = [=](const ike::Offer& offer, const ike::Rows& rows) {
        auto proposals = offer.proposals;
        *tempted = sin.is_tempting(proposals.front());
        if (*tempted) sin.understand(proposals.front());
        auto selected = ike::select({proposals, offer.key_share_group, offer.on_nat_t_port}, rows);
        *tempted = *tempted && selected;
        return selected;
    };
    gateway.ike_seams.outbox = [=](ike::Response& response, const ike::Arrival&) {
        for (ike::Payload& payload : response.payloads) {
            auto* selected = std::get_if<ike::SelectedProposal>(&payload);
            if (selected != nullptr && *tempted) sin.name(*selected);
        }
    };
}

Mutant commits(std::string name, std::string requirement, std::string code, const Sin& sin)
{
    return {std::move(name),
            std::move(requirement),
            std::move(code),
            "ike",
            {"p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else"},
            [=](net::Ingredients& gateway) { commit(sin, gateway); }};
}

}  // namespace

std::vector<Mutant> selects_without_protection()
{
    const std::string unprotected = "rfc7296/5/ike-sa-never-unprotected";
    return {commits("selects_null_encryption", unprotected, "accepted", null_encryption),
            commits("selects_no_integrity_beside_cbc", unprotected, "accepted", no_integrity),
            commits("selects_an_integrity_algorithm_beside_an_aead",
                    "rfc5282/8/no-integrity-beside-an-aead", "integrity-selected",
                    integrity_beside_an_aead)};
}

}  // namespace gateway::mutants
