// A protocol core on one TCP connection, without I/O: what it is told, and what it wants done.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/event.h"
#include "base/instant.h"
#include "base/octets.h"

namespace gateway {

struct Peer {
    std::string address;
    std::uint16_t port = 0;
};

struct StreamActions {
    Octets send;
    bool close = false;  // after everything to be sent has been sent
    std::optional<Instant> wake;
    std::vector<Event> events;
};

class StreamCore {
public:
    virtual ~StreamCore() = default;
    virtual StreamActions start(Instant now) = 0;
    virtual StreamActions on_octets(View octets, Instant now) = 0;
    virtual StreamActions on_wake(Instant now) = 0;
    virtual StreamActions on_end(Instant now) = 0;
};

using StreamCoreFactory = std::function<std::unique_ptr<StreamCore>(const Peer& peer)>;

}  // namespace gateway
