// ClientHellos that no server can read by the syntax of their version, each for one reason.
#pragma once

#include <span>

#include "wire/tls/hello.h"

namespace conformance::probes::tls {

struct Mutation {
    const char* name;
    void (*apply)(wire::tls::ClientHello&);
    bool is_in_supported_groups = false;
};

// Of a hello that lists supported_groups.
[[nodiscard]] std::span<const Mutation> unreadable_hellos();

}  // namespace conformance::probes::tls
