// The certificate lists the gateway sends, read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/bench.h"
#include "crypto/certificate.h"
#include "peers/tls/answer.h"

namespace conformance::probes::tls {

struct Chain {
    std::string name;                                              // RSA certificate
    peers::tls::Answer answer;                                     // that brought it
    std::vector<std::optional<crypto::Certificate>> certificates;  // empty ones cannot be read

    // The server's own; nullptr when there is none, or it cannot be read.
    [[nodiscard]] const crypto::Certificate* leaf() const;
};

// What a listener shows: a listener with an RSA and an EC certificate chooses by the suite.
struct Chains {
    std::vector<Chain> all;         // no two alike
    peers::tls::Answer refused_by;  // the answer to the last hello, where it brought no certificate
};

// Asks with the hello the survey saw accepted; where that is TLS 1.3, whose certificates are
// encrypted, with TLS 1.2. Then with the usual suites of the key that was not seen yet.
[[nodiscard]] Chains fetch_chains(Bench& bench);

}  // namespace conformance::probes::tls
