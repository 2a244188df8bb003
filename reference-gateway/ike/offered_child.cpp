#include "ike/offered_child.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

namespace gateway::ike {
namespace {

// Those of this group come first.
IpsecRows with_first(std::optional<std::uint16_t> group, const IpsecRows& rows)
{
    const auto is_of_it = [&](const policy::IpsecRow& row) { return group && row.group == *group; };
    IpsecRows ordered;
    std::ranges::copy_if(rows, std::back_inserter(ordered), is_of_it);
    std::ranges::remove_copy_if(rows, std::back_inserter(ordered), is_of_it);
    return ordered;
}

}  // namespace

IpsecRows rows_for(const Child& child, const IpsecRows& policy)
{
    IpsecRows rows;
    std::ranges::copy_if(policy, std::back_inserter(rows),
                         [&](const policy::IpsecRow& row) { return row.tuple == child.tuple; });
    return with_first(child.group, rows);
}

bool is_offered(const Child& child, const IpsecRows& policy, std::uint16_t group)
{
    return std::ranges::any_of(rows_for(child, policy),
                               [&](const policy::IpsecRow& row) { return row.group == group; });
}

OfferedChildren offer_for(const Child& child, const IpsecRows& policy,
                          std::uint16_t key_share_group, std::uint32_t inbound_spi)
{
    OfferedChildren offered;
    std::uint8_t number = 0;
    for (const policy::IpsecRow& row : with_first(key_share_group, rows_for(child, policy))) {
        SelectedChild one;
        one.number = ++number;
        one.tuple = row.tuple;
        one.group = row.group;
        one.extended_numbers = child.extended_numbers;
        offered.proposals.push_back({one, inbound_spi});
    }
    return offered;
}

bool has_one_of_each_type(const Proposal& proposal)
{
    std::set<std::uint8_t> types;
    return std::ranges::all_of(proposal.transforms, [&](const Transform& transform) {
        return types.insert(transform.type).second;
    });
}

}  // namespace gateway::ike
