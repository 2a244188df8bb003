#include "ike/offered_child.h"

#include <algorithm>
#include <set>

namespace gateway::ike {

IpsecRows rows_for(const Child& child, const IpsecRows& policy)
{
    IpsecRows rows;
    std::ranges::copy_if(policy, std::back_inserter(rows),
                         [&](const policy::IpsecRow& row) { return row.tuple == child.tuple; });
    std::ranges::stable_partition(rows, [&](const policy::IpsecRow& row) {
        return child.group && row.group == *child.group;
    });
    return rows;
}

bool is_offered(const Child& child, const IpsecRows& policy, std::uint16_t group)
{
    return std::ranges::any_of(rows_for(child, policy),
                               [&](const policy::IpsecRow& row) { return row.group == group; });
}

OfferedChildren offer_for(const Child& child, const IpsecRows& policy,
                          std::uint16_t key_share_group, std::uint32_t inbound_spi)
{
    IpsecRows rows = rows_for(child, policy);
    std::ranges::stable_partition(
        rows, [&](const policy::IpsecRow& row) { return row.group == key_share_group; });
    OfferedChildren offered;
    std::uint8_t number = 0;
    for (const policy::IpsecRow& row : rows) {
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
