// The proposals of a client as they stand in an SA payload, and whether one holds what was
// selected.
#pragma once

#include "catalog/vpn_client.h"
#include "core/octets.h"
#include "wire/ike/proposal.h"

namespace conformance::probes::clients {

[[nodiscard]] wire::ike::SecurityAssociation offer_of(
    const std::vector<catalog::ClientProposal>& proposals, std::uint8_t protocol,
    const Octets& spi);

// Whether some proposal holds all that was selected; and this group.
[[nodiscard]] bool is_offered(const std::vector<catalog::ClientProposal>& proposals,
                              const wire::ike::Proposal& selected);
[[nodiscard]] bool is_offered(const std::vector<catalog::ClientProposal>& proposals,
                              std::uint16_t group);

}  // namespace conformance::probes::clients
