#include "probes/limits/entrance.h"

#include <array>
#include <utility>

namespace conformance::probes::limits {

namespace {

using namespace std::chrono_literals;
using wire::ike::NotifyType;

constexpr unsigned most_strangers = 4;  // in a row: more of them are a gateway that is full
constexpr unsigned times_refused = 3;   // until the limit counts as held
constexpr std::array<Duration, 2> rests{1s, 4s};  // before somebody who was refused tries again

}  // namespace

std::size_t Entrance::come(std::size_t count)
{
    auto came = crowd_.come(count);
    refused_ = came < count ? 1 : 0;
    while (came < count && is_by(crowd_, NotifyType::authentication_failed) &&
           refused_ <= most_strangers) {
        crowd_.leave_out_who_was_refused();
        if (crowd_.identities_left() == 0) {
            break;
        }
        const auto more = crowd_.come(count - came);
        strangers_ += more == 0 ? 0 : std::exchange(refused_, 0);
        came += more;
        ++refused_;
    }
    was_silent_ = is_silent(crowd_);
    return came;
}

// The same once more, and then somebody else, where there is one.
bool Entrance::is_open_to_who_asks_again()
{
    unsigned refused = 0;
    bool was_silent = false;
    while (refused < times_refused && crowd_.identities_left() != 0) {
        if (come(1) == 1) {
            refused_ = refused;
            return true;
        }
        was_silent = was_silent || was_silent_;
        if (refused != 0 && crowd_.identities_left() > 1) {
            crowd_.leave_out_who_was_refused();
        }
        refused += refused_;
    }
    refused_ = refused;
    was_silent_ = was_silent;
    return false;
}

bool Entrance::one_comes(Crowd::Turn turn)
{
    bool was_silent = false;
    for (auto rest = rests.begin();; ++rest) {
        const bool came =
            turn == Crowd::Turn::of_newcomers ? come(1) == 1 : crowd_.come(1, turn) == 1;
        was_silent = was_silent || is_silent(crowd_);
        if (came || rest == rests.end()) {
            was_silent_ = was_silent;
            was_late_ = was_late_ || (came && rest != rests.begin());
            return came;
        }
        bench_.network.pause(*rest);
    }
}

}  // namespace conformance::probes::limits
