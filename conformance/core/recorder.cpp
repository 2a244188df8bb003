#include "core/recorder.h"

#include <utility>

namespace conformance {

namespace {

Event::Kind kind_of(Received::Kind kind)
{
    switch (kind) {
        case Received::Kind::octets: return Event::Kind::received;
        case Received::Kind::silence: return Event::Kind::silence;
        case Received::Kind::closed: return Event::Kind::closed;
        case Received::Kind::reset: return Event::Kind::reset;
        case Received::Kind::refused: return Event::Kind::refused;
    }
    return Event::Kind::silence;
}

class RecordedLink : public Link {
   public:
    RecordedLink(std::unique_ptr<Link> link, unsigned number, Transport transport,
                 const Network& network, Transcript& transcript)
        : link_{std::move(link)}, number_{number}, transport_{transport}, network_{network},
          transcript_{transcript}
    {
    }

    RecordedLink(const RecordedLink&) = delete;
    RecordedLink& operator=(const RecordedLink&) = delete;

    ~RecordedLink() override
    {
        link_.reset();
        if (transport_ != Transport::tcp || !open_) { return; }
        auto hung_up = event(Event::Kind::hung_up);
        hung_up.at = transcript_.now();
        transcript_.add(std::move(hung_up));
    }

    [[nodiscard]] Received::Kind opened() const override { return link_->opened(); }
    [[nodiscard]] std::vector<unsigned> opening_frames() const override { return opening_frames_; }
    [[nodiscard]] Endpoint local() const override { return link_->local(); }
    [[nodiscard]] Endpoint remote() const override { return link_->remote(); }

    void note_opening(const Endpoint& remote)
    {
        auto opening = event(Event::Kind::opened);
        opening.transport = transport_;
        opening.local = link_->local();
        opening.remote = remote;
        opening.outcome = link_->opened();
        open_ = opening.outcome == Received::Kind::octets;
        const auto& kept = transcript_.add(std::move(opening));
        for (unsigned i = 0; i < kept.frames; ++i) { opening_frames_.push_back(kept.first_frame + i); }
    }

    unsigned send(View octets) override
    {
        link_->send(octets);
        auto sent = event(Event::Kind::sent);
        sent.octets.assign(octets.begin(), octets.end());
        transcript_.add(std::move(sent));
        return transcript_.last_frame();
    }

    [[nodiscard]] Received receive(Duration patience) override
    {
        auto received = link_->receive(patience);
        auto heard = event(kind_of(received.kind));
        heard.octets = received.octets;
        heard.from = received.from;
        if (received.kind == Received::Kind::closed || received.kind == Received::Kind::reset) {
            open_ = false;
        }
        const auto& kept = transcript_.add(std::move(heard));
        received.frame = kept.frames == 0 ? 0 : kept.first_frame + kept.frames - 1;
        received.at = kept.at;
        return received;
    }

   private:
    [[nodiscard]] Event event(Event::Kind kind) const
    {
        Event event;
        event.kind = kind;
        event.link = number_;
        event.at = network_.now();
        return event;
    }

    std::unique_ptr<Link> link_;
    unsigned number_;
    Transport transport_;
    bool open_ = false;
    std::vector<unsigned> opening_frames_;
    const Network& network_;
    Transcript& transcript_;
};

}  // namespace

std::unique_ptr<Link> Recorder::open(Transport transport, const Endpoint& remote, Duration patience)
{
    auto link = std::make_unique<RecordedLink>(network_.open(transport, remote, patience), links_++,
                                               transport, network_, transcript_);
    link->note_opening(remote);
    return link;
}

void Recorder::pause(Duration duration)
{
    network_.pause(duration);
    Event event;
    event.kind = Event::Kind::paused;
    event.at = network_.now();
    transcript_.add(std::move(event));
}

}  // namespace conformance
