#include "probes/esp/inside.h"

namespace conformance::probes::esp {

namespace {

constexpr auto learned_traffic = "ipsec/traffic";          // "passes"
constexpr auto learned_no_traffic = "ipsec/why-no-traffic";  // or this

std::optional<std::string> excused(const Target& target) { return ike::tunnel_is_established.excused(target); }

std::optional<std::string> missing(const Learned& learned)
{
    if (const auto gap = ike::tunnel_is_established.missing(learned)) { return gap; }
    if (learned.contains(learned_traffic)) { return std::nullopt; }
    const auto why = learned.find(learned_no_traffic);
    return why == learned.end() ? "no ping was tried through a tunnel at the start of this run" : why->second;
}

bool is_answered(Bench& bench)
{
    Inside inside{bench};
    const bool is_alive = inside.is_alive();
    inside.leave();
    return is_alive;
}

}  // namespace

const Control traffic_passes{"a ping through a tunnel is answered", excused, missing, is_answered};

void survey_traffic(Bench& bench, Learned& learned)
{
    if (ike::tunnel_is_established.missing(learned)) { return; }
    const Learned known = learned;
    auto here = bench.knowing(known);
    try {
        if (is_answered(here)) {
            learned[learned_traffic] = "passes";
        } else {
            learned[learned_no_traffic] = "no ping to the inside host was answered through a tunnel at the start of this run";
        }
    } catch (const Unmet& unmet) {
        learned[learned_no_traffic] = unmet.what();
    }
}

}  // namespace conformance::probes::esp
