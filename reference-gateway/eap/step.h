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
    std::string person;  // the same, unlike anybody whom another method proves
    Octets msk;
};

struct Failed {
    std::string reason;
};

using Step = std::variant<Ask, crypto::TlsTurn, Proved, Failed>;

}  // namespace gateway::eap
