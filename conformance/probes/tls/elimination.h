// Which of many suites a server selects, by elimination: all are offered at once; what is selected
// is noted and taken off the list, until the list is refused. That refusal counts because the same
// list with an accepted suite behind it is accepted; a server that cannot take the list gets it in
// halves.
#pragma once

#include <string>

#include "core/bench.h"
#include "peers/tls/answer.h"
#include "peers/tls/client.h"
#include "peers/tls/offer.h"

namespace conformance::probes::tls {

using peers::tls::Suites;

struct Swept {
    Suites selected;    // of the candidates, with a whole first flight; not driven further here
    Suites broken_off;  // selected, but then the server gave up before its flight was whole
    Suites undecided;   // neither selected nor refused for certain
    std::vector<unsigned> selected_frames, refused_frames;
    std::string manner;  // the code of the last refusal
    std::string reason;  // why some are undecided
    unsigned exchanges = 0;
    bool had_control = false;  // some suite is accepted at this version
};

// `own` are the suites that may be accepted; one of them serves as control.
[[nodiscard]] Swept sweep(Bench& bench, std::uint16_t version, const Suites& own,
                          const Suites& candidates,
                          peers::tls::Groups groups = peers::tls::Groups::curves);

}  // namespace conformance::probes::tls
