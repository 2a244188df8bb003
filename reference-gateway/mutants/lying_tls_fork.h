// The fork in front of the TLS listener: it peeks at the ClientHello, lies to the clients that the
// lie concerns and hands every other one, with all it said, to the honest listener.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "base/stream.h"
#include "mutants/lying_tls_hello.h"
#include "tls/tls_listener.h"

namespace gateway::mutants {

// What an honest listener would go by.
struct Truth {
    tls::TlsSettings settings;
    std::vector<std::uint16_t> suites_1_2;  // the numbers, in the order of preference
};

struct Told {
    Octets send;
    bool close = false;
};

struct Lie {
    std::function<bool(const ClientHello&, const Truth&)> concerns;
    std::function<Told(const ClientHello&, const Truth&)> answer;
};

// What serves the clients that the lie concerns; it hears all they say.
using Liar = std::function<std::unique_ptr<StreamCore>(
    const Truth& truth, const StreamCoreFactory& inner, const Peer& peer)>;

// A listener that gives the clients of some hellos to the liar, and is otherwise tls_listener().
[[nodiscard]] tls::TlsListener diverting_listener(
    std::function<bool(const ClientHello&, const Truth&)> concerns, Liar liar);

// A listener that tells the lie where it fits, and is otherwise tls_listener().
[[nodiscard]] tls::TlsListener lying_listener(Lie lie);

}  // namespace gateway::mutants
