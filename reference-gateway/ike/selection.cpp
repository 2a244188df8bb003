#include "ike/selection.h"

#include <algorithm>
#include <utility>

namespace gateway::ike {
namespace {

// Zero is none: RFC 7296, Section 3.1.
bool is_spi(View octets)
{
    return std::ranges::any_of(octets, [](std::uint8_t octet) { return octet != 0; });
}

// An ESN or a type from a later RFC: whoever selects must answer one transform of each type
// offered, so a proposal with a type that means nothing here cannot be selected.
bool is_for_an_ike_sa(const Proposal& proposal, std::size_t spi_size)
{
    return proposal.protocol == protocol_ike && proposal.spi.size() == spi_size &&
           (spi_size == 0 || is_spi(proposal.spi)) &&
           std::ranges::all_of(proposal.transforms, [](const Transform& transform) {
               return transform.type >= std::to_underlying(TransformType::encr) &&
                      transform.type <= std::to_underlying(TransformType::group);
           });
}

bool offers(const Proposal& proposal, TransformType type, std::uint16_t id,
            std::optional<std::uint16_t> key_length = std::nullopt)
{
    return std::ranges::any_of(proposal.transforms, [&](const Transform& transform) {
        return transform.understood && transform.type == std::to_underlying(type) &&
               transform.id == id && transform.key_length == key_length;
    });
}

bool names_integ(const Proposal& proposal)
{
    return std::ranges::any_of(proposal.transforms, [](const Transform& transform) {
        return transform.type == std::to_underlying(TransformType::integ);
    });
}

// RFC 5282, Section 8: beside an AEAD, no INTEG at all or the transform NONE.
bool integ_fits(const Proposal& proposal, const policy::Tuple& row)
{
    if (row.integ) return offers(proposal, TransformType::integ, *row.integ);
    return !names_integ(proposal) || offers(proposal, TransformType::integ, integ_none);
}

bool holds(const Proposal& proposal, const policy::Tuple& row)
{
    return offers(proposal, TransformType::encr, row.encr, row.key_length) &&
           offers(proposal, TransformType::prf, row.prf) && integ_fits(proposal, row) &&
           offers(proposal, TransformType::group, row.group);
}

const policy::Tuple* best_row(const Proposal& proposal, const Rows& rows, std::uint16_t group)
{
    const policy::Tuple* first = nullptr;
    for (const policy::Tuple& row : rows) {
        if (!holds(proposal, row)) continue;
        if (row.group == group) return &row;
        if (first == nullptr) first = &row;
    }
    return first;
}

}  // namespace

std::optional<SelectedProposal> select(const Offer& offer, const Rows& rows)
{
    for (const Proposal& proposal : offer.proposals) {
        if (!is_for_an_ike_sa(proposal, offer.spi_size)) continue;
        if (const auto* row = best_row(proposal, rows, offer.key_share_group)) {
            return SelectedProposal{proposal.number, *row, !row->integ && names_integ(proposal),
                                    proposal.spi};
        }
    }
    return std::nullopt;
}

}  // namespace gateway::ike
