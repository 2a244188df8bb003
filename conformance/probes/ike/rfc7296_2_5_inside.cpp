// RFC 7296, Section 2.5: a payload that nobody knows, in the exchanges behind IKE_AUTH.

#include <array>

#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/rekeying.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// The gateway's answer to it; empty: as it should be.
std::string flaw_of(const Conclusion& answer)
{
    const auto* refusal = answer.notify(NotifyType::unsupported_critical_payload);
    if (!answer.opened) {
        return silence_of(answer);
    }
    if (refusal == nullptr) {
        return answer.is_refusal() ? "another-refusal" : "accepted";
    }
    return refusal->data == Octets{unassigned_payload_type} ? "" : "another-type";
}

// A critical payload of an unknown type rejects an INFORMATIONAL or CREATE_CHILD_SA request, named
// in UNSUPPORTED_CRITICAL_PAYLOAD.
Finding unknown_critical_payload_is_rejected(Bench& bench)
{
    const auto expected = "UNSUPPORTED_CRITICAL_PAYLOAD with the type " +
                          std::to_string(unassigned_payload_type) + " inside SK";
    auto tunnel = established_tunnel(bench);
    return left_after(tunnel, [&] {
        const auto answer = tunnel.exchange(with_unknown_critical_payload(tunnel.informational()));
        auto flaw = flaw_of(answer);
        if (!flaw.empty()) {
            return fail(bench, answer, flaw, expected);
        }
        // Whoever takes the refusal for the end of the IKE SA has answered once, at least.
        const auto made = opened_child(bench, tunnel, [](Message& request) {
            request = with_unknown_critical_payload(std::move(request));
        });
        flaw = made.conclusion.answer.is_message() ? flaw_of(made.conclusion) : "";
        return flaw.empty() || is_refused_altogether(made.conclusion)
                   ? pass(bench, answer, "refused-by-notify:1", expected)
                   : fail(bench, made.conclusion, flaw, expected);
    });
}

const std::array table{
    Probe{"rfc7296/2.5/unknown-critical-payload-rejected-within",
          unknown_critical_payload_is_rejected, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_5_inside_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
