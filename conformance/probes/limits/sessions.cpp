// How many sessions the gateway carries at a time, and that no two of them share an address.

#include <algorithm>
#include <array>

#include "probes/limits/fullness.h"
#include "probes/limits/tables.h"

namespace conformance::probes::limits {

namespace {

constexpr std::size_t few = 8;

Finding not_claimed(std::string what)
{
    Finding finding;
    finding.verdict = Verdict::not_applicable;
    finding.code = "not-claimed";
    finding.observed = std::move(what);
    return finding;
}

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
