// A Link carries octets to the target and back: live UDP or TCP, a replay of a transcript, or memory in a test.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "core/octets.h"

namespace conformance {

// Time since the start of a run; a replay repeats the recorded one.
using Instant = std::chrono::microseconds;
using Duration = std::chrono::microseconds;

enum class Transport { udp, tcp };

struct Endpoint {
    std::string address;  // numeric, IPv4 or IPv6
    std::uint16_t port = 0;

    auto operator<=>(const Endpoint&) const = default;
};

[[nodiscard]] std::string to_string(const Endpoint& endpoint);

// What came of waiting. `closed` and `reset` end a TCP connection; `refused` is an ICMP error or a refused connection;
// `silence` is that nothing came before the patience ended.
struct Received {
    enum class Kind { octets, silence, closed, reset, refused };

    Kind kind = Kind::silence;
    Octets octets;
    Endpoint from;       // for UDP: may differ from the port asked
    unsigned frame = 0;  // in the capture, from 1; 0 for silence
    Instant at{};
};

class Link {
   public:
    virtual ~Link() = default;

    // Whether the far end took part: TCP only, a UDP link is always open.
    [[nodiscard]] virtual Received::Kind opened() const = 0;  // octets: open; else silence, refused
    // Where a capture shows the attempt to open it; nothing where none is kept.
    [[nodiscard]] virtual std::vector<unsigned> opening_frames() const { return {}; }
    virtual unsigned send(View octets) = 0;                   // the (last) frame it became
    [[nodiscard]] virtual Received receive(Duration patience) = 0;
    [[nodiscard]] virtual Endpoint local() const = 0;
    [[nodiscard]] virtual Endpoint remote() const = 0;
};

// Where Links come from.
class Network {
   public:
    virtual ~Network() = default;
    // `patience` bounds a TCP connect.
    [[nodiscard]] virtual std::unique_ptr<Link> open(Transport transport, const Endpoint& remote,
                                                     Duration patience) = 0;
    // Lets the target rest, e.g. before a slower second try.
    virtual void pause(Duration duration) = 0;
    [[nodiscard]] virtual Instant now() const = 0;
};

}  // namespace conformance
