// A client's login by EAP up to its end, by the method that the target file has: RFC 3748,
// Section 2.
#pragma once

#include <string>

#include "core/bench.h"
#include "peers/eap/packet.h"

namespace conformance::peers::eap {

struct Outcome {
    bool succeeded = false;
    Octets key;           // the MSK
    std::string problem;  // where it did not succeed
};

// The name that the client goes by: the user's, or what its certificate is for.
[[nodiscard]] std::string name_of_client(const Bench& bench);

// Answers `request`, and whatever comes for that, until Success, Failure, or nothing comes. Throws
// Unmet where there is nobody to log in.
[[nodiscard]] Outcome log_in(Bench& bench, Octets request, const Ask& ask);

// How the login ended that was going well so far: `last` is the packet that came.
[[nodiscard]] Outcome ended_with(const std::optional<Octets>& last, Octets key);

}  // namespace conformance::peers::eap
