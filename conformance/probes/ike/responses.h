// One response of each kind that a stranger can obtain, inspected for what no response may hold.
#pragma once

#include <functional>

#include "core/probe.h"
#include "peers/ike/answer.h"

namespace conformance::probes::ike {

struct Response {
    peers::ike::Answer answer;
    wire::ike::Message request;                // as far as its header goes
    std::vector<wire::ike::Payload> payloads;  // those in the clear, and those inside SK
    std::string told;

    [[nodiscard]] const wire::ike::Message& message() const { return answer.message(); }
};

struct Flaw {
    std::string code, text;
};

using Judge = std::function<std::optional<Flaw>(const Response&)>;

// An IKE_SA_INIT that accepts (with and without an AEAD, where the edition has both), what IKE_AUTH
// brings, and the refusals in the clear: none of them has a flaw. Throws Unmet when nothing is
// accepted.
[[nodiscard]] Finding expect_of_each_response(Bench& bench, const Judge& flaw_of,
                                              std::string expected);

// No payload of them has the flaw, inside SK or outside.
[[nodiscard]] Finding expect_in_no_response(Bench& bench, bool (*flaw)(const wire::ike::Payload&),
                                            std::string code, std::string expected);

}  // namespace conformance::probes::ike
