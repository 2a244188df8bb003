// Choosing what a Child SA is made of by the rows of a policy: RFC 7296, Sections 2.7 and 3.3.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "ike/proposal.h"
#include "policy/edition.h"

namespace gateway::ike {

struct SelectedChild {
    std::uint8_t number = 0;
    std::uint32_t peer_spi = 0;  // where the peer wants to be sent to
    policy::EspTuple tuple;
    std::uint16_t group = 0;  // 0: none
    bool extended_numbers = false;
    bool with_integ_none = false, with_group_none = false;  // named in the chosen proposal
};

using IpsecRows = std::vector<policy::IpsecRow>;
// In IKE_AUTH there is no key exchange, whatever the group of a row.
struct ChildOffer {
    const std::vector<Proposal>& proposals;
    std::optional<std::uint16_t> key_share_group;
    bool in_ike_auth = false;
};
using ChildSelector = std::function<std::optional<SelectedChild>(const ChildOffer&, const IpsecRows&)>;

// The first proposal that holds a whole row.
[[nodiscard]] std::optional<SelectedChild> select_child(const ChildOffer& offer,
                                                        const IpsecRows& rows);

}  // namespace gateway::ike
