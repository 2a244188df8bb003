// The control of the port probes: the host answers on some port, so that silence on another says something.
#pragma once

#include "core/probe.h"

namespace conformance::probes::ports {

extern const Control host_answers;
// The same, for probes of a gateway that claims IKEv2.
extern const Control host_answers_ike;
// The same, for a gateway that claims `ports_only`.
extern const Control host_answers_scan;

}  // namespace conformance::probes::ports
