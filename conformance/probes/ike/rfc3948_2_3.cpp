// RFC 3948, Section 2.3: NAT-Keepalive Packet Format.

#include <array>

#include "probes/ike/expect.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

const Octets keepalive{0xff};

Finding unmet(const Bench& bench, const Answer& answer, std::string code, std::string text)
{
    auto finding = pass(bench, answer, "no answer, and an IKE SA that goes on");
    finding.advisories.push_back({code, std::move(text), "RFC 3948, Section 2.3", true});
    finding.code = std::move(code);
    return finding;
}

// A NAT keepalive, one octet FF, is ignored.
Finding keepalive_is_ignored(Bench& bench)
{
    const auto row = known_row(bench);
    Initiator peer{bench, Port::nat_t};
    const auto init = half_open(bench, peer, row);
    const auto answer = peer.send_raw(keepalive, false);
    const auto conclusion = peer.conclude(init);

    const bool is_a_copy = answer.is_message() && answer.octets == init.octets;
    if (answer.frames.size() > answer.requests && !is_a_copy) {
        return unmet(bench, answer, "answered", "a NAT keepalive was answered");
    }
    if (conclusion.sent && !conclusion.opened) {
        strangers_are_told(bench, row);
        return unmet(bench, conclusion.answer, "session-disturbed",
                     "after a NAT keepalive IKE_AUTH went unanswered");
    }
    auto finding = pass(bench, answer, "no answer, and an IKE SA that goes on");
    finding.code = "ignored";
    finding.observed = "no answer; then " + text_of(conclusion, bench.registries);
    finding.rests_on_absence = true;
    return finding;
}

const std::array table{
    Probe{"rfc3948/2.3/keepalive-ignored", keepalive_is_ignored, &known_row_is_accepted_on_nat_t},
};

}  // namespace

std::span<const Probe> rfc3948_2_3_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
