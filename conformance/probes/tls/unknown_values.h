// Values that nobody knows, for each list of a ClientHello: GREASE of RFC 8701 before what is
// known, an unassigned value behind it.
#pragma once

#include <string>
#include <vector>

#include "core/random.h"
#include "wire/tls/hello.h"

namespace conformance::probes::tls {

struct Unknown {
    const char* name;     // of the list
    std::uint16_t since;  // the version that has it
    void (*add)(wire::tls::ClientHello& hello, Random& random);
};

extern const std::vector<Unknown> fields_with_unknown;

// Beside usual_protocols, without which a supporter of ALPN refuses.
extern const Unknown unknown_protocols;
extern const std::vector<std::string> usual_protocols;

// Of those that are added.
[[nodiscard]] bool is_unknown(std::uint16_t value);

}  // namespace conformance::probes::tls
