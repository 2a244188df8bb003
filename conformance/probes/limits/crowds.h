// Crowds of clients for these probes, and their control.
#pragma once

#include <memory>

#include "core/probe.h"
#include "peers/ike/crowd.h"

namespace conformance::probes::limits {

using peers::ike::Crowd;

// One of the many identities opens an IKE SA with a Child SA.
extern const Control somebody_comes_in;

// With the quickest row of the edition that the gateway accepts, and ESP in UDP. Throws Unmet where
// there are fewer identities.
[[nodiscard]] std::unique_ptr<Crowd> crowd_of(Bench& bench, std::size_t most);

// How the first was refused, or "nothing".
[[nodiscard]] std::string text_of(const Bench& bench, const Crowd& crowd);
[[nodiscard]] bool is_silent(const Crowd& crowd);
[[nodiscard]] bool is_by(const Crowd& crowd, wire::ike::NotifyType type);
// Of that, or of the latest one who came in.
[[nodiscard]] std::vector<unsigned> frames_of(const Crowd& crowd);
[[nodiscard]] std::string address_text(const Octets& address);

}  // namespace conformance::probes::limits
