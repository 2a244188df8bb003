#include "ike/child_selection.h"

#include <algorithm>
#include <utility>

namespace gateway::ike {
namespace {

constexpr std::size_t spi_octets = 4;
constexpr std::uint32_t largest_reserved_spi = 255;  // RFC 4303, Section 2.1
constexpr std::uint16_t group_none = 0;
constexpr std::uint16_t esn_off = 0;
constexpr std::uint16_t esn_on = 1;

bool is(const Transform& transform, TransformType type)
{
    return transform.type == std::to_underlying(type);
}

bool offers(const Proposal& proposal, TransformType type, std::uint16_t id,
            std::optional<std::uint16_t> key_length = std::nullopt)
{
    return std::ranges::any_of(proposal.transforms, [&](const Transform& transform) {
        return transform.understood && is(transform, type) && transform.id == id &&
               transform.key_length == key_length;
    });
}

bool names(const Proposal& proposal, TransformType type)
{
    return std::ranges::any_of(proposal.transforms,
                               [&](const Transform& transform) { return is(transform, type); });
}

// One transform of each type offered has to be answered, so a type without meaning here cannot be.
bool is_for_a_child_sa(const Proposal& proposal)
{
    return proposal.protocol == protocol_esp && proposal.spi.size() == spi_octets &&
           Cursor{proposal.spi}.u32() > largest_reserved_spi &&
           (offers(proposal, TransformType::esn, esn_off) ||
            offers(proposal, TransformType::esn, esn_on)) &&
           std::ranges::all_of(proposal.transforms, [](const Transform& transform) {
               return is(transform, TransformType::encr) || is(transform, TransformType::integ) ||
                      is(transform, TransformType::group) || is(transform, TransformType::esn);
           });
}

bool group_fits(const Proposal& proposal, std::uint16_t group)
{
    if (group != group_none) return offers(proposal, TransformType::group, group);
    return !names(proposal, TransformType::group) ||
           offers(proposal, TransformType::group, group_none);
}

bool integ_fits(const Proposal& proposal, const policy::EspTuple& tuple)
{
    if (tuple.integ) return offers(proposal, TransformType::integ, *tuple.integ);
    return !names(proposal, TransformType::integ) ||
           offers(proposal, TransformType::integ, integ_none);
}

bool holds(const Proposal& proposal, const policy::EspTuple& tuple, std::uint16_t group)
{
    return offers(proposal, TransformType::encr, tuple.encr, tuple.key_length) &&
           integ_fits(proposal, tuple) && group_fits(proposal, group);
}

const policy::IpsecRow* best_row(const Proposal& proposal, const IpsecRows& rows,
                                 const ChildOffer& offer)
{
    const policy::IpsecRow* first = nullptr;
    for (const policy::IpsecRow& row : rows) {
        const std::uint16_t group = offer.in_ike_auth ? group_none : row.group;
        if (!holds(proposal, row.tuple, group)) continue;
        if (offer.in_ike_auth || group == offer.key_share_group.value_or(group_none)) return &row;
        if (first == nullptr) first = &row;
    }
    return first;
}

}  // namespace

std::optional<SelectedChild> select_child(const ChildOffer& offer, const IpsecRows& rows)
{
    for (const Proposal& proposal : offer.proposals) {
        if (!is_for_a_child_sa(proposal)) continue;
        const policy::IpsecRow* row = best_row(proposal, rows, offer);
        if (row == nullptr) continue;
        SelectedChild selected;
        selected.number = proposal.number;
        selected.peer_spi = Cursor{proposal.spi}.u32();
        selected.tuple = row->tuple;
        selected.group = offer.in_ike_auth ? group_none : row->group;
        selected.extended_numbers = offers(proposal, TransformType::esn, esn_on);
        selected.with_integ_none = !row->tuple.integ && names(proposal, TransformType::integ);
        selected.with_group_none =
            selected.group == group_none && names(proposal, TransformType::group);
        return selected;
    }
    return std::nullopt;
}

}  // namespace gateway::ike
