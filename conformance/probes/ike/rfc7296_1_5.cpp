// RFC 7296, Section 1.5: Informational Messages outside of an IKE SA.

#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// Of a version that is not read further, so that what else is odd about it cannot matter.
Message of_no_sa(Bench& bench, Message request)
{
    request.responder_spi = 1ULL << 63 | bench.random.below(0xffffffff);
    request.message_id = 2 + bench.random.below(100);
    return request;
}

// The code of what is wrong with this answer to `request`, empty when nothing is.
std::string flaw_of(const Message& answer, const Message& request)
{
    if ((answer.flags & flag_response) == 0) {
        return "response-flag-missing";
    }
    if (answer.initiator_spi != request.initiator_spi ||
        answer.responder_spi != request.responder_spi) {
        return "spis-not-copied";
    }
    if (answer.message_id != request.message_id) {
        return "message-id-not-copied";
    }
    return answer.exchange_type == request.exchange_type ? "" : "exchange-type-not-copied";
}

// INVALID_MAJOR_VERSION comes as a response, with the SPIs, Message ID and exchange type of the
// message it is about.
Finding invalid_major_version_copies_the_header(Bench& bench)
{
    const auto expected =
        "silence, or INVALID_MAJOR_VERSION as a response under the header of the request";
    Finding finding;
    bool silent = false;
    for (const bool first : {true, false}) {
        Initiator peer{bench};
        auto request = peer.ike_sa_init(known_row(bench));
        request.version = 0x30;
        if (!first) {
            request = of_no_sa(bench, std::move(request));
        }
        const auto answer = peer.exchange_once(request);
        if (answer.accepted()) {
            (void)peer.conclude_once(answer);
        }
        silent = silent || !answer.is_message();
        finding = pass(bench, answer, expected);
        finding.rests_on_absence = silent;
        if (answer.message().notify(NotifyType::invalid_major_version) == nullptr) {
            continue;
        }
        if (const auto flaw = flaw_of(answer.message(), request); !flaw.empty()) {
            return fail(bench, answer, flaw, expected);
        }
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/1.5/invalid-major-version-form", invalid_major_version_copies_the_header,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_1_5_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
