// Hellos of TLS 1.3 that list one group and hold one share of it, and what a server makes of such a
// share.
#pragma once

#include <string>
#include <vector>

#include "probes/tls/unlawful_values.h"

namespace conformance::probes::tls {

// Of the groups whose lawful share is answered; where there is none, or TLS 1.3 is not spoken,
// there is nothing to judge.
[[nodiscard]] Finding each_share_is_refused(Bench& bench, const std::string& expected,
                                            std::vector<Trial> (*trials)(Bench&));

}  // namespace conformance::probes::tls
