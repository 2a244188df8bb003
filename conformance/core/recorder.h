// A Network that writes down everything that passes through it.
#pragma once

#include "core/transcript.h"

namespace conformance {

class Recorder : public Network {
   public:
    Recorder(Network& network, Transcript& transcript) : network_{network}, transcript_{transcript} {}

    [[nodiscard]] std::unique_ptr<Link> open(Transport transport, const Endpoint& remote,
                                             Duration patience) override;
    void pause(Duration duration) override;
    // The time of the last event: what a replay will see again.
    [[nodiscard]] Instant now() const override { return transcript_.now(); }

   private:
    Network& network_;
    Transcript& transcript_;
    unsigned links_ = 0;
};

}  // namespace conformance
