// RFC 7296, Section 2.5: Version Numbers and Forward Compatibility.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint8_t unassigned_type = 100;

// A request with a higher minor version is answered as any other, and the response says 2.0.
Finding minor_version_is_ignored(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.version = static_cast<std::uint8_t>(0x21 + bench.random.below(15));
    const auto answer = peer.negotiate(request);
    if (answer.accepted() && answer.message().version != 0x20) {
        return fail(bench, answer, "wrong-version", "a response of version 2.0");
    }
    return expect_normal_answer(bench, answer);
}

// A payload of an unknown type without the critical bit is skipped and changes nothing.
Finding unknown_noncritical_payload_is_ignored(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.payloads.push_back(opaque(unassigned_type, bench.random.octets(12)));
    return expect_normal_answer(bench, peer.negotiate(request));
}

// A payload of an unknown type with the critical bit makes the gateway reject the message, naming that type in
// UNSUPPORTED_CRITICAL_PAYLOAD.
Finding unknown_critical_payload_is_rejected(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.payloads.push_back(opaque(unassigned_type, bench.random.octets(12), true));
    const auto answer = peer.negotiate(request);

    auto dropped = conformance::pass("silent", "", "");
    dropped.advisories.push_back({"no-error-answer",
                                  "the message was dropped without UNSUPPORTED_CRITICAL_PAYLOAD; before "
                                  "authentication the responder may choose not to answer",
                                  "RFC 7296, Section 2.21.1"});
    auto finding = expect_notify(bench, answer, NotifyType::unsupported_critical_payload, dropped);
    if (finding.verdict == Verdict::pass && answer.is_message()) {
        const auto* notify = answer.message().notify(NotifyType::unsupported_critical_payload);
        if (notify->data != Octets{unassigned_type}) {
            return fail(bench, answer, "wrong-notify-data", "notification data 64: the one octet of the type");
        }
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/2.5/minor-version-ignored", minor_version_is_ignored, &known_row_is_accepted},
    Probe{"rfc7296/2.5/unknown-noncritical-payload-ignored", unknown_noncritical_payload_is_ignored,
          &known_row_is_accepted},
    Probe{"rfc7296/2.5/unknown-critical-payload-rejected", unknown_critical_payload_is_rejected,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_5_probes() { return table; }

}  // namespace conformance::probes::ike
