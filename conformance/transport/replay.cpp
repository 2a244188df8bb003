#include "transport/replay.h"

#include <algorithm>

namespace conformance::transport {

namespace {

class ReplayLink : public Link {
   public:
    ReplayLink(ReplayNetwork& network, unsigned number, const Event& opening)
        : network_{network}, number_{number}, outcome_{opening.outcome}, local_{opening.local},
          remote_{opening.remote}
    {
    }

    [[nodiscard]] Received::Kind opened() const override { return outcome_; }
    [[nodiscard]] Endpoint local() const override { return local_; }
    [[nodiscard]] Endpoint remote() const override { return remote_; }

    unsigned send(View octets) override
    {
        const auto& event = network_.next(number_, {Event::Kind::sent}, "sends");
        if (!std::ranges::equal(event.octets, octets)) {
            throw Disagreement{"the replay sends other octets than the transcript has"};
        }
        return 0;
    }

    [[nodiscard]] Received receive(Duration) override
    {
        const auto& event =
            network_.next(number_,
                          {Event::Kind::received, Event::Kind::silence, Event::Kind::closed,
                           Event::Kind::reset, Event::Kind::refused},
                          "receives");
        Received received;
        received.octets = event.octets;
        received.from = event.from;
        switch (event.kind) {
            case Event::Kind::received: received.kind = Received::Kind::octets; break;
            case Event::Kind::closed: received.kind = Received::Kind::closed; break;
            case Event::Kind::reset: received.kind = Received::Kind::reset; break;
            case Event::Kind::refused: received.kind = Received::Kind::refused; break;
            default: received.kind = Received::Kind::silence; break;
        }
        return received;
    }

   private:
    ReplayNetwork& network_;
    unsigned number_;
    Received::Kind outcome_;
    Endpoint local_, remote_;
};

}  // namespace

void ReplayNetwork::skip_hung_up()
{
    const auto& events = transcript_.events();
    while (position_ < events.size() && events[position_].kind == Event::Kind::hung_up) {
        now_ = events[position_++].at;
    }
}

const Event& ReplayNetwork::next(unsigned link, std::initializer_list<Event::Kind> kinds, const char* doing)
{
    skip_hung_up();
    const auto& events = transcript_.events();
    if (position_ >= events.size()) {
        throw Disagreement{std::string{"the replay "} + doing + " after the transcript has ended"};
    }
    const auto& event = events[position_++];
    if (event.link != link || std::ranges::find(kinds, event.kind) == kinds.end()) {
        throw Disagreement{std::string{"the replay "} + doing + " where the transcript has '" +
                           to_string(event.kind) + "'"};
    }
    now_ = event.at;
    return event;
}

std::unique_ptr<Link> ReplayNetwork::open(Transport transport, const Endpoint& remote, Duration)
{
    const auto number = links_++;
    const auto& event = next(number, {Event::Kind::opened}, "opens a link");
    if (event.transport != transport || event.remote != remote) {
        throw Disagreement{"the replay opens another link than the transcript has"};
    }
    return std::make_unique<ReplayLink>(*this, number, event);
}

void ReplayNetwork::pause(Duration) { (void)next(0, {Event::Kind::paused}, "pauses"); }

bool ReplayNetwork::exhausted() const
{
    const auto& events = transcript_.events();
    return std::all_of(events.begin() + static_cast<std::ptrdiff_t>(position_), events.end(),
                       [](const Event& event) { return event.kind == Event::Kind::hung_up; });
}

}  // namespace conformance::transport
