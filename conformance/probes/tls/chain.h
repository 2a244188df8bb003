// The certificate list the gateway sends, read.
#pragma once

#include <optional>

#include "core/bench.h"
#include "crypto/certificate.h"
#include "peers/tls/answer.h"

namespace conformance::probes::tls {

struct Chain {
    peers::tls::Answer answer;                                     // that brought it
    std::vector<std::optional<crypto::Certificate>> certificates;  // empty ones cannot be read

    // The server's own; nullptr when there is none, or it cannot be read.
    [[nodiscard]] const crypto::Certificate* leaf() const;
};

// Asks with the hello the survey saw accepted; where that is TLS 1.3, whose certificates are
// encrypted, with TLS 1.2. Empty when nothing was accepted.
[[nodiscard]] Chain fetch_chain(Bench& bench);

}  // namespace conformance::probes::tls
