// The probes of limits: how many sessions there can be at a time.
#pragma once

#include <span>

#include "core/probe.h"

namespace conformance::probes::limits {

std::span<const Probe> session_probes();

}  // namespace conformance::probes::limits
