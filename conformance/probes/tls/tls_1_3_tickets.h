// Sessions of TLS 1.3 that a later handshake goes on with: only of servers that know pre-shared
// keys can be asked what holds for those.
#pragma once

#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

using peers::tls::Resumption;

// The newest ticket of a connection of its own; nothing when none comes.
[[nodiscard]] std::optional<Resumption> ticket_of_tls_1_3(Bench& bench, const Suites& suites);

// The experiment where TLS 1.3 is spoken and a ticket resumes its session; elsewhere there is
// nothing to judge.
[[nodiscard]] Finding where_tls_1_3_resumes(
    Bench& bench, const std::string& expected,
    const std::function<Finding(const Suites&)>& experiment);

}  // namespace conformance::probes::tls
