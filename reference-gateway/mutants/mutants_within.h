// The sins that a client sees which is let in: in CREATE_CHILD_SA and INFORMATIONAL, and in its
// traffic when it rekeys or moves. One file each.
#pragma once

#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants {

using Change = std::function<void(net::Ingredients&)>;

[[nodiscard]] inline Mutant mutant_within(std::string area, std::string name,
                                          std::string requirement, std::string code, Change change,
                                          std::vector<std::string> also)
{
    return {std::move(name), std::move(requirement), std::move(code),
            std::move(area), std::move(also),        std::move(change)};
}

[[nodiscard]] std::vector<Mutant> mishandles_rekeying();
[[nodiscard]] std::vector<Mutant> mishandles_requests_within();
[[nodiscard]] std::vector<Mutant> mishandles_mobike();
[[nodiscard]] std::vector<Mutant> loses_child_sas();
[[nodiscard]] std::vector<Mutant> overlooks_checksums();
[[nodiscard]] std::vector<Mutant> tells_clients_wrongly();

}  // namespace gateway::mutants
