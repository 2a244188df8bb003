#include "probes/limits/fullness.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace conformance::probes::limits {

using wire::ike::NotifyType;

Finding Fullness::judge()
{
    const auto begin = bench_.network.now();
    const auto came = entrance_.come(figure_);
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

Measurement Fullness::rate() const
{
    return {"sessions", rate_, "1/s", fmt::format("{} sessions, {:.0f} a second", figure_, rate_)};
}

Finding Fullness::finding(Finding (*kind)(std::string, std::string, std::string,
                                          std::vector<unsigned>),
                          std::string code) const
{
    return kind(std::move(code),
                fmt::format("{} sessions; one more is refused while they stay up, and comes in "
                            "when one has left",
                            figure_),
                observed_, frames_of(crowd_));
}

// A gateway that keeps the places of those who left has fewer than it should, too: that is told
// apart.
Finding Fullness::too_few(std::size_t came)
{
    if (came != 0 && crowd_.identities_left() == 0 &&
        (!crowd_.refusal() || is_by(crowd_, NotifyType::authentication_failed))) {
        observed_ +=
            "; others were refused with AUTHENTICATION_FAILED, and nobody is left whom "
            "the gateway may know";
        return finding(inconclusive, "identity-refused");
    }
    observed_ += "; the next was refused: " + text_of(bench_, crowd_);
    if (came == 0) {
        return finding(inconclusive, "no-session");
    }
    if (is_silent(crowd_)) {
        return finding(inconclusive, "silent");
    }
    const auto early = frames_of(crowd_);
    const bool is_lack_of_addresses = is_by(crowd_, NotifyType::internal_address_failure);
    auto freed = place_is_freed();
    if (freed) {
        return *freed;
    }
    const bool can_be_the_pool = is_lack_of_addresses && !pool_has_room_for(bench_.target, figure_);
    auto result =
        can_be_the_pool ? finding(inconclusive, "no-address-left") : finding(fail, "refused-early");
    result.frames = early;
    return result;
}

std::optional<Finding> Fullness::somebody_has_no_traffic()
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

std::size_t Fullness::silent(std::size_t but_the_latest)
{
    const auto count = crowd_.without_answer(but_the_latest);
    if (count != 0) {
        observed_ += fmt::format("; afterwards {} of the others did not answer", count);
    }
    return count;
}

std::size_t Fullness::gone(std::size_t but_the_latest)
{
    const auto without_answer = silent(but_the_latest);
    const auto mute = reach_.gap() ? 0 : reach_.without_traffic(but_the_latest);
    if (mute != 0) {
        observed_ +=
            fmt::format("; afterwards the pings of {} of the others were not answered", mute);
    }
    return std::max(without_answer, mute);
}

Finding Fullness::one_more()
{
    if (crowd_.identities_left() == 0) {
        observed_ += "; nobody is left to come";
        return finding(inconclusive, "identity-refused");
    }
    const bool came = entrance_.is_open_to_who_asks_again();
    const bool refused_by_silence = entrance_.was_silent();
    observed_ += !came                      ? "; one more was refused: " + text_of(bench_, crowd_)
                 : entrance_.refused() == 0 ? "; so did one more"
                                            : "; one more was refused, and on asking again came in";
    const auto frames = frames_of(crowd_);
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
    if (const auto doubled = place_is_freed_twice()) {
        return *doubled;
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
    if (const auto kept = address_is_not_freed()) {
        return *kept;
    }
    return held(frames, refused_by_silence);
}

std::optional<Finding> Fullness::address_is_not_freed()
{
    const auto rotation = rotate(bench_, crowd_, entrance_);
    if (rotation.end == Rotation::End::untried) {
        observed_ += "; whether the pool gets back the addresses of those who left was not tried";
        return std::nullopt;
    }
    observed_ += fmt::format("; {} of them left and came again one after another", rotation.again);
    if (rotation.end == Rotation::End::came_again) {
        observed_ += ", until the pool had fewer addresses than had been given";
        return std::nullopt;
    }
    observed_ += ", and the next was refused: " + text_of(bench_, crowd_);
    if (entrance_.was_silent()) {
        return finding(inconclusive, "silent");
    }
    return is_by(crowd_, NotifyType::internal_address_failure)
               ? finding(fail, "address-not-freed")
               : finding(inconclusive, "refused-later");
}

Finding Fullness::held(std::vector<unsigned> frames, bool refused_by_silence) const
{
    auto result = finding(pass, "limit-holds");
    result.frames = std::move(frames);
    if (entrance_.strangers() != 0) {
        result.advisories.push_back(
            {"identity-refused",
             fmt::format("{} of those who came were refused with AUTHENTICATION_FAILED, though "
                         "others came in after them",
                         entrance_.strangers()),
             "policy"});
    }
    if (refused_by_silence) {
        result.advisories.push_back({"refused-by-silence",
                                     "the client is not told that it is refused",
                                     "RFC 7296, Section 2.21"});
        result.rests_on_absence = true;
    }
    if (entrance_.was_late()) {
        result.advisories.push_back(
            {"freed-late", "a place that became free was taken again only after some seconds",
             "policy"});
    }
    return result;
}

std::optional<Finding> Fullness::place_is_freed()
{
    if (!crowd_.first_leaves()) {
        observed_ += "; a Delete was not answered";
        return finding(inconclusive, "delete-not-answered");
    }
    if (!entrance_.one_comes()) {
        observed_ += "; after one had left, one more was refused: " + text_of(bench_, crowd_);
        return entrance_.was_silent() ? finding(inconclusive, "silent")
                                      : finding(fail, "place-not-freed");
    }
    observed_ += "; after one had left, one more came in";
    return std::nullopt;
}

std::optional<Finding> Fullness::place_is_freed_twice()
{
    if (crowd_.identities_left() == 0) {
        return std::nullopt;
    }
    if (entrance_.come(1) == 0) {
        observed_ += ", and the next was refused again";
        return std::nullopt;
    }
    observed_ += ", and so did another one";
    return finding(fail, gone(1) != 0 ? "replaced-another" : "place-freed-twice");
}

Finding Fullness::shared()
{
    observed_ += "; two of them have " + address_text(*crowd_.shared_address());
    return finding(fail, "shared-address");
}

}  // namespace conformance::probes::limits
