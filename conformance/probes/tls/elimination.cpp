#include "probes/tls/elimination.h"

#include <algorithm>

#include "peers/tls/client.h"
#include "probes/tls/controls.h"

namespace conformance::probes::tls {

namespace {

using peers::tls::Groups;

// A server that keeps this busy for longer is left undecided.
constexpr unsigned most_exchanges = 600;
constexpr unsigned most_unanswered = 8;
// Without an accepted suite as control, lists are kept as short as those of ordinary clients.
constexpr std::size_t ordinary_list = 32;

class Sweep {
public:
    Sweep(Bench& bench, std::uint16_t version, Groups groups)
        : bench_{bench}, version_{version}, groups_{groups}
    {
    }

    Swept result;

    [[nodiscard]] bool has_control() const { return control_.has_value(); }

    void find_control(const Suites& own)
    {
        if (own.empty()) {
            return;
        }
        const auto known = peers::tls::read_offer(bench_.learned_or_empty(learned_hello));
        if (known && known->version == version_ && peers::tls::contains(own, known->suite)) {
            control_ = known->suite;
            return;
        }
        const auto answer = ask(own);
        if (selects_of(own, answer) && answer.completed()) {
            control_ = answer.suite();
        }
    }

    void decide(Suites candidates)
    {
        while (!candidates.empty()) {
            const auto answer = ask(candidates);
            if (selects_of(candidates, answer)) {
                note_selected(candidates, answer);
                continue;
            }
            if (is_exhausted() || !is_refusal(answer)) {
                return leave_undecided(candidates, answer);
            }
            result.manner = answer.selected() ? "selected-another" : answer.code();
            result.refused_frames = answer.frames;
            if (!control_) {
                return decide_without_control(candidates);
            }
            if (stands_the_control(candidates, *control_)) {
                return;
            }
        }
    }

private:
    [[nodiscard]] Answer ask(Suites suites)
    {
        ++result.exchanges;
        Client client{bench_};
        auto answer = client.ask(listing(groups_, client.hello(version_, std::move(suites))));
        if (!answer.is_tls() && answer.end != Answer::End::closed &&
            answer.end != Answer::End::reset) {
            ++unanswered_;
        }
        return answer;
    }

    [[nodiscard]] bool selects_of(const Suites& suites, const Answer& answer) const
    {
        return answer.selected() && answer.version() == version_ &&
               peers::tls::contains(suites, answer.suite());
    }

    // A server may also fall back to a version it has rather than select a suite at this one.
    [[nodiscard]] bool is_refusal(const Answer& answer) const
    {
        if (answer.selected()) {
            return answer.version() != version_;
        }
        return answer.end == Answer::End::alert || answer.is_absence();
    }

    [[nodiscard]] bool is_exhausted() const
    {
        return result.exchanges >= most_exchanges || unanswered_ >= most_unanswered;
    }

    void note_selected(Suites& candidates, const Answer& answer)
    {
        std::erase(candidates, answer.suite());
        if (!answer.completed()) {
            result.broken_off.push_back(answer.suite());
            return;
        }
        result.selected.push_back(answer.suite());
        result.selected_frames.insert(result.selected_frames.end(), answer.frames.begin(),
                                      answer.frames.end());
        if (!control_) {
            control_ = answer.suite();
        }
    }

    void leave_undecided(const Suites& candidates, const Answer& answer)
    {
        result.undecided.insert(result.undecided.end(), candidates.begin(), candidates.end());
        result.reason = answer.text(bench_.registries);
    }

    // Whether `candidates` are settled: refused for what they are, or left in halves. Takes off
    // what it finds selected.
    [[nodiscard]] bool stands_the_control(Suites& candidates, std::uint16_t control)
    {
        auto with_control = candidates;
        with_control.push_back(control);
        const auto answer = ask(with_control);
        if (selects_of({control}, answer)) {
            result.refused_frames.insert(result.refused_frames.end(), answer.frames.begin(),
                                         answer.frames.end());
            return true;
        }
        if (selects_of(candidates, answer)) {
            note_selected(candidates, answer);
            return false;
        }
        if (candidates.size() == 1 || is_exhausted()) {
            leave_undecided(candidates, answer);
        } else {
            decide_in_halves(candidates);
        }
        return true;
    }

    void decide_in_halves(const Suites& candidates)
    {
        const auto middle = candidates.begin() + static_cast<std::ptrdiff_t>(candidates.size() / 2);
        decide({candidates.begin(), middle});
        decide({middle, candidates.end()});
    }

    void decide_without_control(const Suites& candidates)
    {
        if (candidates.size() > ordinary_list) {
            decide_in_halves(candidates);
        }
    }

    Bench& bench_;
    std::uint16_t version_;
    Groups groups_;
    std::optional<std::uint16_t> control_;
    unsigned unanswered_ = 0;
};

}  // namespace

Swept sweep(Bench& bench, std::uint16_t version, const Suites& own, const Suites& candidates,
            Groups groups)
{
    Sweep sweep{bench, version, groups};
    sweep.find_control(own);
    sweep.decide(candidates);
    sweep.result.had_control = sweep.has_control();
    return sweep.result;
}

}  // namespace conformance::probes::tls
