// What a method wants next.
#pragma once

#include <string>
#include <variant>

#include "crypto/tls_turn.h"

namespace gateway::eap {

// A Request of its type, with this data.
struct Ask {
    Octets data;
};

struct Proved {
    std::string identity;
    Octets msk;
};

struct Failed {
    std::string reason;
};

using Step = std::variant<Ask, crypto::TlsTurn, Proved, Failed>;

}  // namespace gateway::eap
