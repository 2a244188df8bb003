// RFC 7296, Section 2.21.2: Error Handling in IKE_AUTH.

#include <array>

#include "probes/ike/expect.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint8_t unassigned_type = 100;

// IKE_AUTH with an unknown critical payload inside SK leads to UNSUPPORTED_CRITICAL_PAYLOAD inside
// SK, naming its type, and to nothing else.
Finding unknown_critical_payload_is_all_that_counts(Bench& bench)
{
    const auto row = known_row(bench);
    strangers_are_told(bench, row);
    Initiator peer{bench};
    const auto init = half_open(bench, peer, row);
    const auto conclusion =
        peer.conclude(init, {opaque(unassigned_type, bench.random.octets(12), true)});
    const auto& answer = conclusion.answer;

    const auto expected = "SK {N(UNSUPPORTED_CRITICAL_PAYLOAD)} with data 64";
    if (auto finding = unreadable(bench, conclusion, expected)) {
        return *finding;
    }
    const auto* critical = conclusion.notify(NotifyType::unsupported_critical_payload);
    auto finding = pass(bench, answer, expected);
    finding.observed = text_of(conclusion, bench.registries);
    finding.code = "refused";
    if (critical == nullptr && conclusion.notify(NotifyType::invalid_syntax) == nullptr) {
        finding = fail(bench, answer, "wrong-notify", expected);
    } else if (conclusion.inside.size() != 1) {
        finding = fail(bench, answer, "more-than-the-notify", expected);
    } else if (critical != nullptr && critical->data != Octets{unassigned_type}) {
        finding = fail(bench, answer, "wrong-notify-data", expected);
    }
    finding.observed = text_of(conclusion, bench.registries);
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.21.2/unknown-critical-payload-in-ike-auth",
          unknown_critical_payload_is_all_that_counts, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_21_2_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
