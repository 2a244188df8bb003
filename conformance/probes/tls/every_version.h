// What every version of TLS demands is asked of a server up to TLS 1.2, and in TLS 1.3 where it
// speaks that: it may do right in one alone.
#pragma once

#include "core/probe.h"

namespace conformance::probes::tls {

using Experiment = Finding (*)(Bench&);

// Both findings as one, that says what was observed in which version. Each experiment may find
// nothing to judge. A fail in either is a fail, whatever keeps the other from being carried out.
[[nodiscard]] Finding in_every_version(Bench& bench, Experiment up_to_tls_1_2, Experiment tls_1_3);

}  // namespace conformance::probes::tls
