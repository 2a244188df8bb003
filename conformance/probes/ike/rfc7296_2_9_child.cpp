// RFC 7296, Section 2.9: Traffic Selectors that no policy allows.

#include <algorithm>
#include <array>

#include "probes/ike/rekeying.h"
#include "probes/ike/selectors.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// TEST-NET-3 on both sides: neither an address that a client was given nor what lies behind a
// gateway.
TrafficSelectors of_nobody()
{
    return ipv4_range(Octets{203, 0, 113, 0}, Octets{203, 0, 113, 255});
}

bool is_selectors(const Payload& one)
{
    return one.is(PayloadType::traffic_selector_initiator) ||
           one.is(PayloadType::traffic_selector_responder);
}

Finding judge(const Bench& bench, const NewChild& made, const std::string& expected)
{
    const auto& answer = made.conclusion;
    if (!answer.opened || is_refused_altogether(answer) || is_put_off(answer)) {
        return inconclusive(bench, answer, made.code(), expected);
    }
    if (made.selected) {
        const bool is_within = std::ranges::all_of(answer.inside, [](const Payload& one) {
            const auto* selectors = std::get_if<TrafficSelectors>(&one.body);
            return selectors == nullptr ||
                   std::ranges::all_of(selectors->selectors, [](const auto& selector) {
                       return lies_within(selector, of_nobody());
                   });
        });
        return is_within ? pass(bench, answer, "allowed", expected)
                         : fail(bench, answer, "wider-than-asked", expected);
    }
    if (answer.notify(NotifyType::ts_unacceptable) != nullptr) {
        return pass(bench, answer, "refused-by-notify:38", expected);
    }
    // Section 3.10.1 lets it stand for any reason why there is no Child SA.
    auto finding = answer.notify(NotifyType::no_proposal_chosen) != nullptr
                       ? pass(bench, answer, "refused-by-notify:14", expected)
                       : fail(bench, answer, "another-refusal", expected);
    finding.advisories.push_back({"another-refusal",
                                  "Traffic Selectors of which nothing is allowed are refused by "
                                  "another notify than TS_UNACCEPTABLE",
                                  "RFC 7296, Section 2.9", true});
    return finding;
}

// Where nothing of the Traffic Selectors is allowed, the answer is TS_UNACCEPTABLE, and the IKE SA
// lives on.
Finding nothing_allowed_is_refused(Bench& bench)
{
    return in_tunnel(bench, [](Bench& here, Tunnel& tunnel) {
        const std::string expected =
            "TS_UNACCEPTABLE to selectors of 203.0.113.0/24 alone, and then an answer to an empty "
            "request";
        const auto made = opened_child(here, tunnel, [](Message& request) {
            for (auto& one : request.payloads) {
                if (is_selectors(one)) {
                    one.body = of_nobody();
                }
            }
        });
        auto finding = judge(here, made, expected);
        const auto later = tunnel.exchange(tunnel.informational());
        if (finding.verdict == Verdict::pass && !later.opened) {
            return fail(here, later, "gone", expected);
        }
        return finding;
    });
}

const std::array table{
    Probe{"rfc7296/2.9/nothing-allowed-refused", nothing_allowed_is_refused,
          &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_9_child_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
