// How many sessions the gateway carries at a time, and that no two of them share an address.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tunnels.h"
#include "probes/limits/reach.h"
#include "probes/limits/tables.h"
#include "wire/ike/narrate.h"

namespace conformance::probes::limits {

namespace {

using namespace std::chrono_literals;
using wire::ike::NotifyType;

constexpr std::size_t few = 8;
constexpr unsigned most_strangers = 4;  // in a row: more of them are a gateway that is full
constexpr std::array<Duration, 2> rests{1s, 4s};  // before somebody who was refused tries again

Finding not_claimed(std::string what)
{
    Finding finding;
    finding.verdict = Verdict::not_applicable;
    finding.code = "not-claimed";
    finding.observed = std::move(what);
    return finding;
}

std::string text_of(const Bench& bench, const Crowd& crowd)
{
    return crowd.refusal() ? ike::text_of(crowd.refusal()->conclusion, bench.registries)
                           : "nothing";
}

std::vector<unsigned> frames_of(const Crowd& crowd)
{
    return crowd.refusal() ? crowd.refusal()->conclusion.answer.frames
                           : crowd.frames_of_the_latest();
}

std::string address_text(const Octets& address)
{
    const auto type = static_cast<std::uint16_t>(wire::ike::AttributeType::internal_ip4_address);
    return wire::ike::words(wire::ike::ConfigurationAttribute{type, address});
}

// One experiment: who came in so far, and what is said of it.
class Fullness {
public:
    Fullness(Bench& bench, Crowd& crowd, unsigned figure)
        : bench_{bench}, crowd_{crowd}, reach_{bench, crowd}, figure_{figure}
    {
    }

    Finding judge()
    {
        const auto begin = bench_.network.now();
        const auto came = come(figure_);
        const std::chrono::duration<double> took = bench_.network.now() - begin;
        rate_ = took.count() > 0 ? static_cast<double>(came) / took.count() : 0;
        observed_ = std::to_string(came) + " came in, one public value for all";
        if (came < figure_) {
            return too_few(came);
        }
        if (crowd_.shared_address()) {
            return shared();
        }
        if (const auto flaw = somebody_has_no_traffic()) {
            return *flaw;
        }
        return one_more();
    }

    [[nodiscard]] Measurement rate() const
    {
        return {"sessions", rate_, "1/s",
                fmt::format("{} sessions, {:.0f} a second", figure_, rate_)};
    }

private:
    [[nodiscard]] bool is_stranger() const
    {
        return crowd_.refusal() &&
               crowd_.refusal()->error ==
                   static_cast<std::uint16_t>(NotifyType::authentication_failed);
    }

    // Whose authentication fails may be somebody whom the gateway does not know, and then another
    // comes in; what a full gateway says so to all who come is a refusal.
    std::size_t come(std::size_t count)
    {
        auto came = crowd_.come(count);
        for (unsigned refused = 1; came < count && is_stranger() && refused <= most_strangers &&
                                   crowd_.identities_left() != 0;) {
            crowd_.leave_out_who_was_refused();
            const auto more = crowd_.come(count - came);
            strangers_ += more == 0 ? 0 : std::exchange(refused, 0);
            came += more;
            ++refused;
        }
        return came;
    }

    Finding finding(Finding (*kind)(std::string, std::string, std::string, std::vector<unsigned>),
                    std::string code)
    {
        return kind(std::move(code),
                    fmt::format("{} sessions; one more is refused while they stay up, and comes in "
                                "when one has left",
                                figure_),
                    observed_, frames_of(crowd_));
    }

    // A gateway that keeps the places of those who left has fewer than it should, too: that is told
    // apart.
    Finding too_few(std::size_t came)
    {
        if (came != 0 && crowd_.identities_left() == 0 && (!crowd_.refusal() || is_stranger())) {
            observed_ +=
                "; others were refused with AUTHENTICATION_FAILED, and nobody is left whom "
                "the gateway may know";
            return finding(inconclusive, "identity-refused");
        }
        observed_ += "; the next was refused: " + text_of(bench_, crowd_);
        if (came == 0) {
            return finding(inconclusive, "no-session");
        }
        if (crowd_.refusal()->is_silent()) {
            return finding(inconclusive, "silent");
        }
        const auto early = frames_of(crowd_);
        const auto error = crowd_.refusal()->error;
        const bool is_lack_of_addresses =
            error == static_cast<std::uint16_t>(NotifyType::internal_address_failure);
        auto freed = place_is_freed();
        if (freed) {
            return *freed;
        }
        const bool can_be_the_pool =
            is_lack_of_addresses && !pool_has_room_for(bench_.target, figure_);
        auto result = can_be_the_pool ? finding(inconclusive, "no-address-left")
                                      : finding(fail, "refused-early");
        result.frames = early;
        return result;
    }

    // Nothing where all have it, or it cannot be told.
    std::optional<Finding> somebody_has_no_traffic()
    {
        if (const auto gap = reach_.gap()) {
            observed_ += "; their traffic is not judged: " + *gap;
            return std::nullopt;
        }
        const auto mute = reach_.without_traffic();
        if (mute == 0) {
            observed_ += "; the pings of all were answered";
            return std::nullopt;
        }
        observed_ += fmt::format("; the pings of {} of them were not answered", mute);
        auto result = finding(fail, "without-traffic");
        result.rests_on_absence = true;
        return result;
    }

    // By an empty INFORMATIONAL.
    std::size_t silent(std::size_t but_the_latest = 0)
    {
        const auto count = crowd_.without_answer(but_the_latest);
        if (count != 0) {
            observed_ += fmt::format("; afterwards {} of the others did not answer", count);
        }
        return count;
    }

    // And by a ping, where everybody had an answer before.
    std::size_t gone(std::size_t but_the_latest)
    {
        const auto without_answer = silent(but_the_latest);
        const auto mute = reach_.gap() ? 0 : reach_.without_traffic(but_the_latest);
        if (mute != 0) {
            observed_ +=
                fmt::format("; afterwards the pings of {} of the others were not answered", mute);
        }
        return std::max(without_answer, mute);
    }

    Finding one_more()
    {
        const bool came = come(1) == 1;
        observed_ +=
            came ? "; so did one more" : "; one more was refused: " + text_of(bench_, crowd_);
        const auto frames = frames_of(crowd_);
        const bool is_silent = !came && crowd_.refusal()->is_silent();
        const auto lost = gone(came ? 1 : 0);
        if (came) {
            return finding(fail, lost != 0 ? "replaced-another" : "one-too-many");
        }
        if (lost != 0) {
            return finding(fail, "others-disturbed");
        }
        observed_ += reach_.gap() ? "; the others still answered"
                                  : "; the others still answered, and so were their pings";
        if (const auto kept = place_is_freed()) {
            return *kept;
        }
        if (crowd_.shared_address()) {
            return shared();
        }
        if (silent() != 0) {
            return finding(fail, "others-disturbed");
        }
        if (const auto flaw = somebody_has_no_traffic()) {
            return *flaw;
        }
        auto result = finding(pass, "limit-holds");
        result.frames = frames;
        if (strangers_ != 0) {
            result.advisories.push_back(
                {"identity-refused",
                 fmt::format("{} of those who came were refused with AUTHENTICATION_FAILED, though "
                             "others came in after them",
                             strangers_),
                 "policy"});
        }
        if (is_silent) {
            result.advisories.push_back({"refused-by-silence",
                                         "the client is not told that it is refused",
                                         "RFC 7296, Section 2.21"});
            result.rests_on_absence = true;
        }
        if (freed_late_) {
            result.advisories.push_back(
                {"freed-late", "a place that became free was taken again only after some seconds",
                 "policy"});
        }
        return result;
    }

    // Nothing where one more comes in once one has left.
    std::optional<Finding> place_is_freed()
    {
        if (!crowd_.first_leaves()) {
            observed_ += "; a Delete was not answered";
            return finding(inconclusive, "delete-not-answered");
        }
        for (std::size_t tries = 0; come(1) == 0; ++tries) {
            if (tries == rests.size()) {
                observed_ +=
                    "; after one had left, one more was refused: " + text_of(bench_, crowd_);
                return crowd_.refusal()->is_silent() ? finding(inconclusive, "silent")
                                                     : finding(fail, "place-not-freed");
            }
            freed_late_ = true;
            bench_.network.pause(rests.at(tries));
        }
        observed_ += "; after one had left, one more came in";
        return std::nullopt;
    }

    Finding shared()
    {
        observed_ += "; two of them have " + address_text(*crowd_.shared_address());
        return finding(fail, "shared-address");
    }

    Bench& bench_;
    Crowd& crowd_;
    Reach reach_;
    unsigned figure_;
    double rate_ = 0;
    bool freed_late_ = false;
    unsigned strangers_ = 0;
    std::string observed_;
};

// IKEv2 and OpenVPN connections together reach the number of the SKU, and one more is refused.
Finding sessions_reach_the_figure_and_no_more(Bench& bench)
{
    if (!bench.target.sessions) {
        return not_claimed("the target file names neither a SKU nor [limits] with ikev2_openvpn");
    }
    const auto figure = *bench.target.sessions;
    const auto crowd = crowd_of(bench, figure + 1U);
    Fullness fullness{bench, *crowd, figure};
    auto finding = fullness.judge();
    finding.measurements.push_back(fullness.rate());
    crowd->everybody_leaves();
    return finding;
}

// No two clients that are connected at the same time have the same address.
Finding addresses_are_not_shared(Bench& bench)
{
    const auto expected = "another address for each of several clients";
    const auto count = std::min<std::size_t>(few, bench.target.sessions.value_or(few));
    const auto crowd = crowd_of(bench, count);
    const auto came = crowd->come(count);
    auto observed = std::to_string(came) + " came in";
    if (crowd->refusal()) {
        observed += "; the next was refused: " + text_of(bench, *crowd);
    }
    const auto frames = frames_of(*crowd);
    const auto shared = crowd->shared_address();
    const auto with_address = crowd->with_address();
    crowd->everybody_leaves();
    if (shared) {
        return fail("shared-address", expected,
                    observed + "; two of them have " + address_text(*shared), frames);
    }
    if (with_address < 2) {
        return inconclusive("no-addresses", expected, observed, frames);
    }
    return pass("distinct", expected, observed, frames);
}

const std::array table{
    Probe{"p2s/limits/addresses-not-shared", addresses_are_not_shared, &somebody_comes_in,
          Impact::exclusive, nullptr, true},
    Probe{"p2s/limits/ikev2-openvpn", sessions_reach_the_figure_and_no_more, &somebody_comes_in,
          Impact::exclusive, nullptr, true},
};

}  // namespace

std::span<const Probe> session_probes()
{
    return table;
}

}  // namespace conformance::probes::limits
