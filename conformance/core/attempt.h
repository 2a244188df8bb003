// One attempt at one probe, with everything that happened; the only place where an experiment becomes a finding.
#pragma once

#include "core/probe.h"
#include "core/transcript.h"

namespace conformance {

// The code of a finding that an answer did not come.
inline constexpr auto silent = "silent";
// The code of a finding after which the gateway never answered the control again.
inline constexpr auto did_not_survive = "did-not-survive";

struct Attempt {
    Finding finding;
    Transcript transcript;
    Notebook notebook;

    [[nodiscard]] double duration_ms() const;
};

// Stimulus, then the control after where the finding needs it. `bench.network` must record into a transcript.
[[nodiscard]] Finding experiment(const Probe& probe, Bench& bench);

// The same once more, of a gateway that did not survive it: as long as it stays gone, only the control is sent.
[[nodiscard]] Finding experiment_again(const Probe& probe, Bench& bench);

}  // namespace conformance
