#include "probes/narration.h"

#include <algorithm>
#include <map>

#include "wire/ike/narrate.h"
#include "wire/tls/narrate.h"

namespace conformance::probes {

namespace {

constexpr std::size_t most_steps = 200;  // what a person reads; the capture has the rest

class Teller {
   public:
    Teller(const Attempt& attempt, const Target& target, const catalog::Registries& registries)
        : attempt_{attempt}, target_{target}, registries_{registries}
    {
    }

    Told tell(const Event& event)
    {
        if (event.kind == Event::Kind::opened) { links_[event.link] = &event; }
        Told told;
        told.frame = event.frames == 0 ? 0 : event.first_frame + event.frames - 1;
        const auto begin = attempt_.transcript.events().front().at;
        told.time_ms = static_cast<double>((event.at - begin).count()) / 1000.0;
        switch (event.kind) {
            case Event::Kind::sent: told.direction = Told::Direction::sent; break;
            case Event::Kind::received: told.direction = Told::Direction::received; break;
            default: told.summary = words(event); return told;
        }
        decode(event, told);
        const auto opened = attempt_.notebook.opened.find(told.frame);
        if (opened != attempt_.notebook.opened.end()) {
            told.details.push_back("inside SK, opened with the keys of this exchange:");
            for (const auto& line : opened->second) {
                told.details.push_back("    " + line);
            }
        }
        return told;
    }

   private:
    static std::string words(const Event& event)
    {
        switch (event.kind) {
            case Event::Kind::opened:
                if (event.transport == Transport::udp) {
                    return "UDP " + to_string(event.local) + " to " + to_string(event.remote);
                }
                return "TCP " + to_string(event.local) + " to " + to_string(event.remote) +
                       (event.outcome == Received::Kind::octets    ? ": connected"
                        : event.outcome == Received::Kind::silence ? ": no answer"
                                                                   : ": refused");
            case Event::Kind::silence: return "silence";
            case Event::Kind::closed: return "the gateway closed the connection";
            case Event::Kind::reset: return "the gateway reset the connection";
            case Event::Kind::refused: return "an ICMP error";
            case Event::Kind::hung_up: return "the prober closed the connection";
            case Event::Kind::paused: return "a pause";
            default: return "";
        }
    }

    void decode(const Event& event, Told& told)
    {
        const auto found = links_.find(event.link);
        const auto port = found == links_.end() ? std::uint16_t{0} : found->second->remote.port;
        const bool udp = found == links_.end() || found->second->transport == Transport::udp;
        if (udp && (port == target_.ports.ike || port == target_.ports.nat_t)) {
            decode_ike(event, port == target_.ports.nat_t, told);
        } else if (!udp && port == target_.ports.tls) {
            decode_tls(event, told);
        } else {
            told.summary = std::to_string(event.octets.size()) + " octets";
            told.details.push_back(hex(View{event.octets}.first(std::min<std::size_t>(event.octets.size(), 64))));
        }
    }

    // TLS records may begin in one segment and end in the next, so each direction of a link is told as a stream.
    void decode_tls(const Event& event, Told& told)
    {
        const bool sent = event.kind == Event::Kind::sent;
        auto& stream = streams_.try_emplace({event.link, sent}, registries_).first->second;
        auto telling = stream.tell(event.octets);
        told.summary = std::move(telling.summary);
        told.details = std::move(telling.details);
    }

    void decode_ike(const Event& event, bool nat_t, Told& told) const
    {
        View octets{event.octets};
        const auto marker = octets.first(std::min<std::size_t>(octets.size(), 4));
        if (nat_t && marker.size() == 4 && std::ranges::all_of(marker, [](auto o) { return o == 0; })) {
            octets = octets.subspan(4);
        } else if (nat_t) {
            told.details.emplace_back("without a non-ESP marker");
        }
        const auto dissection = wire::ike::dissect(octets);
        told.summary = dissection.has_header ? wire::ike::summary(dissection.message, registries_)
                                             : std::to_string(octets.size()) + " octets that are no IKE message";
        for (auto& line : wire::ike::narrate(dissection, registries_)) {
            told.details.push_back(std::move(line));
        }
    }

    const Attempt& attempt_;
    const Target& target_;
    const catalog::Registries& registries_;
    std::map<unsigned, const Event*> links_;
    std::map<std::pair<unsigned, bool>, wire::tls::Narration> streams_;
};

}  // namespace

// Long conversations are told from their beginning, and around the frames that the finding names.
std::vector<Told> tell(const Attempt& attempt, const Target& target, const catalog::Registries& registries)
{
    std::vector<Told> steps;
    std::size_t left_out = 0;
    const auto& named = attempt.finding.frames;
    Teller teller{attempt, target, registries};
    for (const auto& event : attempt.transcript.events()) {
        auto step = teller.tell(event);
        if (steps.size() < most_steps || std::ranges::find(named, step.frame) != named.end()) {
            steps.push_back(std::move(step));
        } else {
            ++left_out;
        }
    }
    if (left_out != 0) {
        steps.push_back({});
        steps.back().time_ms = attempt.duration_ms();
        steps.back().summary = std::to_string(left_out) + " more steps; the capture has all of them";
    }
    return steps;
}

}  // namespace conformance::probes
