// A Network that repeats a transcript: it demands the same octets to be sent, and answers as the target did.
#pragma once

#include <stdexcept>

#include "core/transcript.h"

namespace conformance::transport {

// The probes did not do what the transcript says they did: it, or the program, is another one.
class Disagreement : public std::runtime_error {
   public:
    using std::runtime_error::runtime_error;
};

class ReplayNetwork : public Network {
   public:
    explicit ReplayNetwork(Transcript transcript) : transcript_{std::move(transcript)} {}

    [[nodiscard]] std::unique_ptr<Link> open(Transport transport, const Endpoint& remote,
                                             Duration patience) override;
    void pause(Duration duration) override;
    [[nodiscard]] Instant now() const override { return now_; }

    // The next event, which must be of that link and one of those kinds.
    const Event& next(unsigned link, std::initializer_list<Event::Kind> kinds, const char* doing);
    // After the attempt: whether the whole transcript was used, but for connections that were hung up.
    [[nodiscard]] bool exhausted() const;

   private:
    void skip_hung_up();

    Transcript transcript_;
    std::size_t position_ = 0;
    unsigned links_ = 0;
    Instant now_{};
};

}  // namespace conformance::transport
