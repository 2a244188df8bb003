// Choosing among proposals by the rows of a policy, RFC 7296, Sections 2.7 and 3.3.6.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "ike/proposal.h"
#include "ike/response.h"

namespace gateway::ike {

struct Offer {
    const std::vector<Proposal>& proposals;
    std::uint16_t key_share_group = 0;
    bool on_nat_t_port = false;
    std::size_t spi_size = 0;  // 8 where an IKE SA is rekeyed: RFC 7296, Section 3.3.1
};

using Rows = std::vector<policy::Tuple>;
using Selector = std::function<std::optional<SelectedProposal>(const Offer&, const Rows&)>;

// The first proposal that holds a whole row. Among several rows in it, one whose group the key
// share already has saves the peer a round trip; otherwise the policy's order decides.
[[nodiscard]] std::optional<SelectedProposal> select(const Offer& offer, const Rows& rows);

}  // namespace gateway::ike
