// How those who want to come in are asked to: with patience for strangers, losses and late
// counting.
#pragma once

#include "probes/limits/crowds.h"

namespace conformance::probes::limits {

class Entrance {
public:
    Entrance(Bench& bench, Crowd& crowd) : bench_{bench}, crowd_{crowd} {}

    // So many more want to come in: how many did. Whose authentication fails may be somebody whom
    // the gateway does not know, and then another comes in; what a full gateway says so to all who
    // come is a refusal.
    std::size_t come(std::size_t count);
    // Of a gateway that is full somebody asks until one is let in, or several times in vain.
    [[nodiscard]] bool is_open_to_who_asks_again();
    // One more comes in, or is refused still after some rests.
    [[nodiscard]] bool one_comes(Crowd::Turn turn = Crowd::Turn::of_newcomers);

    // How many were refused in a row, when somebody last wanted to come in.
    [[nodiscard]] unsigned refused() const { return refused_; }
    // One of these was not told so.
    [[nodiscard]] bool was_silent() const { return was_silent_; }
    // How many of all who wanted to come in were strangers.
    [[nodiscard]] unsigned strangers() const { return strangers_; }
    // One came after a rest.
    [[nodiscard]] bool was_late() const { return was_late_; }

private:
    Bench& bench_;
    Crowd& crowd_;
    unsigned refused_ = 0, strangers_ = 0;
    bool was_silent_ = false, was_late_ = false;
};

}  // namespace conformance::probes::limits
