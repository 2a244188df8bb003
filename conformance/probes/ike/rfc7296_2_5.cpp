// RFC 7296, Section 2.5: Version Numbers and Forward Compatibility.

#include <algorithm>
#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/odd_request.h"
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

// Payloads in an unusual order are no reason to reject a message.
Finding payload_order_is_free(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    std::ranges::reverse(request.payloads);
    return expect_normal_answer(bench, peer.negotiate(request));
}

// A message of a higher major version is not processed; a notify about it is INVALID_MAJOR_VERSION, unprotected.
Finding higher_major_version_is_dropped(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.version = 0x30;
    // An answer should come, so silence is not believed at once.
    const auto answer = peer.exchange(request);
    const auto expected = "no SA; Notify INVALID_MAJOR_VERSION or silence";
    auto finding = expect_no_sa(bench, peer, answer, expected);
    if (!answer.is_message()) {
        finding.advisories.push_back({"no-error-answer", "the message was dropped without INVALID_MAJOR_VERSION",
                                      "RFC 7296, Section 2.5", true});
    } else if (finding.verdict == Verdict::pass) {
        const auto* notify = answer.message().notify(NotifyType::invalid_major_version);
        if (notify == nullptr) { return fail(bench, answer, "wrong-notify", expected); }
        // Section 2.5 has a version number in the notify, Section 1.5 no data at all: neither form is a fail.
        if (!notify->data.empty()) {
            finding.advisories.push_back({"unusual-form", "INVALID_MAJOR_VERSION with data", "RFC 7296, Section 1.5"});
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
    Probe{"rfc7296/2.5/payload-order-free", payload_order_is_free, &known_row_is_accepted},
    Probe{"rfc7296/2.5/higher-major-version-dropped", higher_major_version_is_dropped, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_5_probes() { return table; }

}  // namespace conformance::probes::ike
