// The alert that goes with a refusal.
#pragma once

#include "wire/tls/numbers.h"

namespace conformance::probes::tls {

// One that the clause names is the only one that may be sent (RFC 8446, Section 6.2, and RFC 5246,
// Section 7.2.2), and any other one a fail; one that the list of alerts describes alone is what
// should be sent, and any other one an advisory.
struct DueAlert {
    wire::tls::AlertDescription description;
    bool named_by_the_clause;
    bool must_be_sent = false;  // a connection that is closed without it is a fail
};

[[nodiscard]] constexpr DueAlert named(wire::tls::AlertDescription description)
{
    return {description, true};
}

[[nodiscard]] constexpr DueAlert described(wire::tls::AlertDescription description)
{
    return {description, false};
}

[[nodiscard]] constexpr DueAlert demanded(wire::tls::AlertDescription description)
{
    return {description, true, true};
}

}  // namespace conformance::probes::tls
