// One attempt at one probe, with everything that happened; the only place where an experiment becomes a finding.
#pragma once

#include "core/probe.h"
#include "core/transcript.h"

namespace conformance {

struct Attempt {
    Finding finding;
    Transcript transcript;
    Notebook notebook;

    [[nodiscard]] double duration_ms() const;
};

// Stimulus, then the control after where the finding needs it. `bench.network` must record into a transcript.
[[nodiscard]] Finding experiment(const Probe& probe, Bench& bench);

}  // namespace conformance
