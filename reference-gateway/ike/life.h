// The life of an IKE SA, as far as this gateway lets it come; every arrow not listed is refused.
//
//   IKE_SA_INIT --> computing --> half_open --> authenticating --> established
//                      |              |  |        |  ^   |             |
//                      +--- forgotten +  |        v  |   |             |
//                                        |     conversing|             |
//                                        |        |      |             |
//                                        +-----> closed <+-------------+
//
// Who converses owes an EAP response, or the AUTH after it.
#pragma once

#include <array>
#include <optional>

namespace gateway::ike {

enum class State { computing, half_open, authenticating, conversing, established, closed };
enum class Step {
    key_agreed,
    authentication_begun,
    more_asked,
    authentication_refused,
    authenticated,
    deleted,
};

struct Transition {
    State from;
    Step step;
    State to;
};

inline constexpr std::array life_of_an_ike_sa{
    Transition{State::computing, Step::key_agreed, State::half_open},
    Transition{State::half_open, Step::authentication_begun, State::authenticating},
    Transition{State::authenticating, Step::more_asked, State::conversing},
    Transition{State::conversing, Step::authentication_begun, State::authenticating},
    Transition{State::conversing, Step::authentication_refused, State::closed},
    Transition{State::half_open, Step::authentication_refused, State::closed},
    Transition{State::authenticating, Step::authentication_refused, State::closed},
    Transition{State::authenticating, Step::authenticated, State::established},
    Transition{State::established, Step::deleted, State::closed},
};

[[nodiscard]] constexpr std::optional<State> next(State from, Step step)
{
    for (const Transition& arrow : life_of_an_ike_sa) {
        if (arrow.from == from && arrow.step == step) return arrow.to;
    }
    return std::nullopt;
}

static_assert(!next(State::computing, Step::authentication_refused), "no keys, no IKE_AUTH");
static_assert(!next(State::half_open, Step::authenticated), "nobody is let in unproven");
static_assert(!next(State::conversing, Step::authenticated), "EAP is not the end of it");
static_assert(!next(State::closed, Step::key_agreed), "a closed SA never comes back");

}  // namespace gateway::ike
