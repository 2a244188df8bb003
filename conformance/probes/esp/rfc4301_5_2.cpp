// RFC 4301, Section 5.2: what an SA carries is what its selectors say.

#include <algorithm>
#include <array>

#include "probes/ike/rekeying.h"
#include "probes/esp/tables.h"
#include "probes/ike/selectors.h"

namespace conformance::probes::esp {

namespace {

using namespace wire::ike;
using peers::ike::Conclusion;

Finding judge_foreign_source(Inside& victim, Inside& inside)
{
    const std::string expected = "no answer to a ping from the address of another client, on the SA of that or of this";
    if (victim.address() == inside.address()) { throw Unmet{"two tunnels of our certificate have one address"}; }
    const auto* tsi = inside.tunnel().body<TrafficSelectors>(PayloadType::traffic_selector_initiator);
    const bool is_selected = tsi == nullptr || ike::covers(*tsi, victim.address());
    auto finding = inside.pass("selected", expected, "the SA selects both addresses: nothing can be told");
    finding.verdict = Verdict::inconclusive;
    if (!is_selected) {
        const auto ping = inside.ping(victim.address(), inside.host());
        inside.send(ping.draft);
        const auto there = victim.answers_to(ping, victim.quiet(), true);
        finding = there.empty() ? expect_dropped(inside, ping, expected, "delivered")
                                : inside.fail("delivered", expected, "the answer came to the other client");
    }
    if (finding.code == "dropped" && !victim.is_alive()) {
        finding = inside.pass("dropped", expected, finding.observed);
        finding.verdict = Verdict::inconclusive;
        finding.code = "other-tunnel-gone";
    }
    return finding;
}

// A packet whose source the SA does not select is discarded: no client speaks under another's address.
Finding foreign_source_is_discarded(Bench& bench)
{
    Inside victim{bench};
    return ike::left_after(victim.tunnel(), [&] {
        Inside inside{bench};
        return ike::left_after(inside.tunnel(), [&] { return judge_foreign_source(victim, inside); });
    });
}

constexpr std::uint8_t protocol_udp = 17;

// Selectors without a ping to the host: an address beside it; and the host's, for UDP alone, where the gateway has no other.
std::vector<TrafficSelectors> without_pings(const Inside& inside, const TrafficSelectors* served)
{
    std::vector<TrafficSelectors> all;
    auto other = inside.host();
    other.back() ^= 1;
    if (served != nullptr && ike::covers(*served, other)) { all.push_back(ike::ipv4_range(other, other)); }
    all.push_back(ike::ipv4_range(inside.host(), inside.host()));
    all.back().selectors.front().ip_protocol = protocol_udp;
    return all;
}

bool selects_pings(const Conclusion& answer, const wire::ip::Address& host)
{
    for (const auto& one : answer.inside) {
        const auto* selectors = std::get_if<TrafficSelectors>(&one.body);
        if (!one.is(PayloadType::traffic_selector_responder) || selectors == nullptr) { continue; }
        for (const auto& selector : selectors->selectors) {
            const bool is_of_pings = selector.ip_protocol == 0 || selector.ip_protocol == wire::ip::protocol_icmp;
            if (is_of_pings && ike::covers({0, {selector}}, host)) { return true; }
        }
    }
    return false;
}

// A second Child SA with one of them.
peers::ike::ChildSa narrow_child(Inside& inside)
{
    auto& tunnel = inside.tunnel();
    std::string refusals;
    for (const auto& selectors : without_pings(inside, tunnel.body<TrafficSelectors>(PayloadType::traffic_selector_responder))) {
        const auto made = ike::opened_child(inside.bench(), tunnel, [&](wire::ike::Message& request) {
            for (auto& one : request.payloads) {
                if (one.is(PayloadType::traffic_selector_responder)) { one.body = selectors; }
            }
        });
        if (made.sa && !selects_pings(made.conclusion, inside.host())) { return *made.sa; }
        refusals += " " + made.code();
    }
    throw Unmet{"the gateway opened no second Child SA with narrow selectors:" + refusals};
}

// A packet whose destination or protocol the SA does not select is discarded.
Finding unselected_traffic_is_discarded(Bench& bench)
{
    return in_traffic(bench, [](Inside& inside) {
        const std::string expected = "no answer to a ping to the inside host on an SA that does not select it";
        const auto child = narrow_child(inside);
        Traffic narrowed{inside.bench(), inside.tunnel(), child};
        inside.traffic().hear_too(child);
        const auto ping = inside.ping(narrowed);
        inside.send(narrowed, ping.draft);
        return expect_dropped(inside, ping, expected, "delivered");
    });
}

const std::array table{
    Probe{"rfc4301/5.2/foreign-source-discarded", foreign_source_is_discarded, &traffic_passes},
    Probe{"rfc4301/5.2/unselected-traffic-discarded", unselected_traffic_is_discarded, &traffic_passes},
};

}  // namespace

std::span<const Probe> rfc4301_5_2_probes() { return table; }

}  // namespace conformance::probes::esp
