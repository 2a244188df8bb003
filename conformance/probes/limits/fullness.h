// How full a gateway can be made: the figure comes in, and nobody more while they stay.
#pragma once

#include "probes/limits/entrance.h"
#include "probes/limits/pool.h"
#include "probes/limits/reach.h"

namespace conformance::probes::limits {

// One experiment: who came in so far, and what is said of it.
class Fullness {
public:
    Fullness(Bench& bench, Crowd& crowd, unsigned figure)
        : bench_{bench},
          crowd_{crowd},
          entrance_{bench, crowd},
          reach_{bench, crowd},
          figure_{figure}
    {
    }

    [[nodiscard]] Finding judge();
    // Of their coming.
    [[nodiscard]] Measurement rate() const;

private:
    [[nodiscard]] Finding finding(Finding (*kind)(std::string, std::string, std::string,
                                                  std::vector<unsigned>),
                                  std::string code) const;
    [[nodiscard]] Finding too_few(std::size_t came);
    [[nodiscard]] Finding one_more();
    [[nodiscard]] Finding held(std::vector<unsigned> frames, bool refused_by_silence) const;
    [[nodiscard]] Finding shared();
    // Nothing where all have it, or it cannot be told.
    [[nodiscard]] std::optional<Finding> somebody_has_no_traffic();
    // Nothing where one more comes in once one has left.
    [[nodiscard]] std::optional<Finding> place_is_freed();
    // Nothing where the one after that is refused again, or nobody is left to be.
    [[nodiscard]] std::optional<Finding> place_is_freed_twice();
    // Nothing where those who left and come again have addresses, or that is not tried.
    [[nodiscard]] std::optional<Finding> address_is_not_freed();
    // How many do not answer an empty INFORMATIONAL; and a ping, where everybody had an answer
    // before.
    [[nodiscard]] std::size_t silent(std::size_t but_the_latest = 0);
    [[nodiscard]] std::size_t gone(std::size_t but_the_latest);

    Bench& bench_;
    Crowd& crowd_;
    Entrance entrance_;
    Reach reach_;
    unsigned figure_;
    double rate_ = 0;
    std::string observed_;
};

}  // namespace conformance::probes::limits
