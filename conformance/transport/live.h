// Links over real sockets.
#pragma once

#include <chrono>

#include "core/link.h"
#include "transport/pacer.h"

namespace conformance::transport {

class LiveNetwork : public Network {
   public:
    // Instants count from `start`; `pacer` outlives the network.
    LiveNetwork(Pacer& pacer, std::chrono::steady_clock::time_point start) : pacer_{pacer}, start_{start} {}

    [[nodiscard]] std::unique_ptr<Link> open(Transport transport, const Endpoint& remote,
                                             Duration patience) override;
    void pause(Duration duration) override;
    [[nodiscard]] Instant now() const override;

   private:
    Pacer& pacer_;
    std::chrono::steady_clock::time_point start_;
};

}  // namespace conformance::transport
