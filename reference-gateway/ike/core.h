// The IKE responder's face to the world: datagrams and finished computations in, actions out.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "base/endpoint.h"
#include "base/event.h"
#include "base/instant.h"
#include "crypto/key_agreement.h"
#include "crypto/mutual_proof.h"
#include "crypto/tls_turn.h"
#include "ike/child_sa.h"

namespace gateway::ike {

struct Datagram {
    Path path;
    bool on_nat_t_port = false;  // the port where IKE and ESP share one socket
    View octets;
};

struct Send {
    Path path;
    Octets octets;
};

// Public-key work, to be done wherever the caller likes and reported back under its ticket.
struct Compute {
    std::uint64_t ticket = 0;
    std::variant<crypto::KeyAgreement, crypto::MutualProof, crypto::OwnProof, crypto::TlsTurn> work;
};

struct Computed {
    std::uint64_t ticket = 0;
    std::variant<std::optional<crypto::Agreed>, crypto::Proven, crypto::OwnSignature,
                 crypto::TlsProgress>
        result;
};

[[nodiscard]] Computed carry_out(const Compute& compute);

// A Child SA whose peer is somewhere else from now on.
struct Move {
    std::uint32_t inbound_spi = 0;
    Path path;
    bool on_nat_t_port = false;
    Nat nat = {};
};

struct Actions {
    std::vector<Send> send;
    std::vector<Compute> compute;
    std::vector<ChildSa> open;           // may carry traffic from now on
    std::vector<std::uint32_t> close;    // inbound SPIs, of those that may not any more
    std::vector<Move> move;
    std::vector<Event> events;
    std::optional<Instant> wake;  // when on_wake() wants to be called; nothing: not at all
};

class Core {
public:
    virtual ~Core() = default;
    virtual Actions on_datagram(const Datagram& datagram, Instant now) = 0;
    virtual Actions on_computed(const Computed& computed, Instant now) = 0;
    virtual Actions on_wake(Instant now) = 0;
};

}  // namespace gateway::ike
