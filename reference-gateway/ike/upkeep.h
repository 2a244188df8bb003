// What the gateway does for an IKE SA without being asked: it sees whether its peer lives, and
// makes new keys before the old ones have served their time.
#pragma once

#include "ike/own_requests.h"

namespace gateway::ike {

// How long an SA may live. It is rekeyed before that: by the margin, and by a random part of
// another margin, so that not both ends do it at once (RFC 7296, Section 2.8.1).
struct Lifetime {
    Instant whole{};
    Instant margin{};
};

struct Upkeep {
    // After so long without an authentic packet the peer is asked; zero: never.
    Instant silence = std::chrono::seconds{45};
    Retransmission retransmission;
    Lifetime ike_sa{std::chrono::hours{8}, std::chrono::minutes{45}};
    Lifetime child_sa{std::chrono::minutes{450}, std::chrono::minutes{45}};
    // How long a TEMPORARY_FAILURE is waited out, and after how long of nothing else the IKE SA is
    // given up: RFC 7296, Section 2.25.
    Instant pause = std::chrono::seconds{10};
    Instant patience = std::chrono::minutes{5};
    // How often the data plane is asked whether sequence numbers run out.
    Instant look_at_traffic = std::chrono::seconds{60};
};

// When an SA is to be rekeyed, and when it must be gone.
struct Term {
    Instant begun_at{};
    Instant rekey_at{};
    Instant end_at{};
};

// `chance` is a random octet.
[[nodiscard]] Term term_of(const Lifetime& lifetime, Instant now, std::uint8_t chance);

}  // namespace gateway::ike
