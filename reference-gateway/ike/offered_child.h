// What a Child SA in the place of another is asked for by: its own algorithms, with each of the
// groups that the policy has for them.
#pragma once

#include "ike/response.h"
#include "ike/sa_table.h"

namespace gateway::ike {

// The group that was agreed before comes first; else the policy's order decides.
[[nodiscard]] IpsecRows rows_for(const Child& child, const IpsecRows& policy);
[[nodiscard]] bool is_offered(const Child& child, const IpsecRows& policy, std::uint16_t group);
// That of the key share before all others.
[[nodiscard]] OfferedChildren offer_for(const Child& child, const IpsecRows& policy,
                                        std::uint16_t key_share_group, std::uint32_t inbound_spi);
// As each proposal of an answer must: RFC 7296, Section 3.3.
[[nodiscard]] bool has_one_of_each_type(const Proposal& proposal);

}  // namespace gateway::ike
