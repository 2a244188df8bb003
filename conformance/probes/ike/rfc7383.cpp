// RFC 7383: IKEv2 Message Fragmentation.

#include <array>

#include "probes/ike/expect.h"
#include "probes/ike/rows.h"
#include "probes/ike/tables.h"
#include "probes/ike/together.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// IKEV2_FRAGMENTATION_SUPPORTED, when the gateway answers with it, has Protocol ID 0, SPI Size 0
// and no data.
Finding fragmentation_notify_is_empty(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    request.payloads.push_back(notify(NotifyType::ikev2_fragmentation_supported));
    const auto answer = peer.negotiate(request);
    if (!answer.accepted()) {
        throw Unmet{"the request was not accepted: " + answer.text(bench.registries)};
    }

    const auto expected = "none, or one with Protocol ID 0, SPI Size 0 and no data";
    const auto* found = answer.message().notify(NotifyType::ikev2_fragmentation_supported);
    auto finding = pass(bench, answer, expected);
    if (found == nullptr) {
        finding.code = "not-supported";
        finding.observed = "no IKEV2_FRAGMENTATION_SUPPORTED: the gateway does not fragment";
        return finding;
    }
    if (found->protocol != 0 || !found->spi.empty() || !found->data.empty()) {
        finding = fail(bench, answer, "wrong-form", expected);
    }
    finding.observed = "IKEV2_FRAGMENTATION_SUPPORTED, Protocol ID " +
                       std::to_string(found->protocol) + ", SPI Size " +
                       std::to_string(found->spi.size()) + ", " +
                       std::to_string(found->data.size()) + " octets of data";
    return finding;
}

// An IKE_SA_INIT request in fragments, for which there are no keys yet, is survived.
Finding fragments_without_keys_are_survived(Bench& bench)
{
    const auto fragment = [&](bool with_the_rest) {
        return [&bench, with_the_rest](Initiator& peer) {
            auto request = peer.ike_sa_init(known_row(bench));
            if (!with_the_rest) {
                request.payloads.clear();
            }
            Octets body{0, 1, 0, 2};  // number 1 of 2
            append(body, bench.random.octets(64));
            request.payloads.push_back(
                opaque(static_cast<std::uint8_t>(PayloadType::encrypted_fragment), body));
            return request;
        };
    };
    return expect_survival(
        bench, answers_to(bench, {fragment(true), fragment(false)}, Accepted::concluded));
}

const std::array table{
    Probe{"rfc7383/2.2/ike-sa-init-in-fragments", fragments_without_keys_are_survived,
          &known_row_is_accepted, Impact::safe, nullptr, true},
    Probe{"rfc7383/2.3/fragmentation-notify", fragmentation_notify_is_empty,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7383_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
