// The transcript of one attempt: everything that crossed its Links, and every silence. The capture is made from it, and a
// replay reads it; frame numbers are those of the capture.
#pragma once

#include <string>
#include <vector>

#include "core/link.h"

namespace conformance {

struct Event {
    enum class Kind { opened, sent, received, silence, closed, reset, refused, hung_up, paused };

    Kind kind = Kind::silence;
    unsigned link = 0;
    Instant at{};
    Octets octets;        // sent, received
    Endpoint from;        // received over UDP: the source
    // opened only:
    Transport transport = Transport::udp;
    Endpoint local, remote;
    Received::Kind outcome = Received::Kind::octets;
    // where it stands in the capture; frames is 0 for what leaves no frame
    unsigned first_frame = 0, frames = 0;

    bool operator==(const Event&) const = default;
};

[[nodiscard]] std::string to_string(Event::Kind kind);

class Transcript {
   public:
    // Numbers its frames and keeps it.
    const Event& add(Event event);
    [[nodiscard]] const std::vector<Event>& events() const { return events_; }
    [[nodiscard]] unsigned last_frame() const { return last_frame_; }
    [[nodiscard]] Instant now() const { return events_.empty() ? Instant{} : events_.back().at; }

   private:
    std::vector<Event> events_;
    std::vector<Transport> transports_;  // by link
    unsigned last_frame_ = 0;
};

// A TCP segment of the capture carries at most this much, so that it fits one IP packet.
inline constexpr std::size_t largest_segment = 32'768;

}  // namespace conformance
