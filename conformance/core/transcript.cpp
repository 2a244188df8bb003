#include "core/transcript.h"

#include <utility>

namespace conformance {

namespace {

// A connection that opens is three frames, one that is refused two (SYN, RST), one that stays silent the SYN alone.
unsigned frames_of_opening(const Event& event)
{
    if (event.transport == Transport::udp) { return 0; }
    switch (event.outcome) {
        case Received::Kind::octets: return 3;
        case Received::Kind::silence: return 1;
        default: return 2;
    }
}

unsigned frames_of(const Event& event, Transport transport)
{
    switch (event.kind) {
        case Event::Kind::opened: return frames_of_opening(event);
        case Event::Kind::sent:
        case Event::Kind::received:
            return transport == Transport::udp
                       ? 1
                       : static_cast<unsigned>((event.octets.size() + largest_segment - 1) / largest_segment);
        case Event::Kind::closed:
        case Event::Kind::reset:
        case Event::Kind::hung_up: return transport == Transport::tcp ? 1 : 0;
        case Event::Kind::refused:
        case Event::Kind::silence:
        case Event::Kind::paused: return 0;
    }
    return 0;
}

}  // namespace

std::string to_string(Event::Kind kind)
{
    switch (kind) {
        case Event::Kind::opened: return "opened";
        case Event::Kind::sent: return "sent";
        case Event::Kind::received: return "received";
        case Event::Kind::silence: return "silence";
        case Event::Kind::closed: return "closed";
        case Event::Kind::reset: return "reset";
        case Event::Kind::refused: return "refused";
        case Event::Kind::hung_up: return "hung-up";
        case Event::Kind::paused: return "paused";
    }
    return "silence";
}

const Event& Transcript::add(Event event)
{
    if (event.kind == Event::Kind::opened) {
        if (transports_.size() <= event.link) { transports_.resize(event.link + 1); }
        transports_[event.link] = event.transport;
    }
    const auto transport = event.link < transports_.size() ? transports_[event.link] : Transport::udp;
    event.frames = frames_of(event, transport);
    event.first_frame = event.frames == 0 ? 0 : last_frame_ + 1;
    last_frame_ += event.frames;
    events_.push_back(std::move(event));
    return events_.back();
}

}  // namespace conformance
