// Proposals of a probe's own making, offered: numbered from 1, with a KE payload of one group.
#pragma once

#include "core/bench.h"
#include "peers/ike/answer.h"

namespace conformance::probes::ike {

[[nodiscard]] peers::ike::Answer offered(Bench& bench, std::vector<wire::ike::Proposal> proposals,
                                         std::uint16_t ke_group);

// The integrity transforms of the selected proposal, NONE left out.
[[nodiscard]] std::vector<wire::ike::Transform> selected_integrity(
    const peers::ike::Answer& answer);

}  // namespace conformance::probes::ike
