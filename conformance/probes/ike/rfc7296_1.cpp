// RFC 7296, Section 1: the order of the exchanges.

#include <array>
#include <functional>

#include "probes/ike/expect.h"
#include "probes/ike/rows.h"
#include "probes/ike/sealed_to_us.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using peers::ike::Conclusion;
using MakeRequest = std::function<Message(Message)>;

// HDR, SK {}  -->
Message informational(Message request)
{
    request.exchange_type = static_cast<std::uint8_t>(ExchangeType::informational);
    request.payloads.clear();
    return request;
}

// HDR, SK {SA, Ni, TSi, TSr}  -->
Message create_child_sa(Bench& bench, Message request)
{
    request.exchange_type = static_cast<std::uint8_t>(ExchangeType::create_child_sa);
    std::erase_if(request.payloads, [](const Payload& payload) {
        return payload.is(PayloadType::identification_initiator) ||
               payload.is(PayloadType::authentication);
    });
    request.payloads.insert(request.payloads.begin() + 1, payload(Nonce{bench.random.octets(32)}));
    return request;
}

Conclusion early(Bench& bench, const MakeRequest& make)
{
    Initiator peer{bench};
    const auto init = half_open(bench, peer, known_row(bench));
    auto conclusion = peer.exchange_protected(init, make(peer.ike_auth(init)), false);
    if (!conclusion.sent) {
        throw Unmet{"the prober has no keys for this row"};
    }
    // Who has answered that counts it: RFC 7296, Section 2.2.
    auto last = peer.ike_auth(init);
    last.message_id += conclusion.opened ? 1 : 0;
    (void)peer.exchange_protected(init, last, false);
    return conclusion;
}

bool is_carried_out(const Conclusion& conclusion)
{
    return conclusion.opened && !conclusion.is_refusal();
}

// No CREATE_CHILD_SA request is carried out before IKE_AUTH has completed; whether an INFORMATIONAL
// one is answered is recorded.
Finding later_exchanges_wait_for_ike_auth(Bench& bench)
{
    const auto empty = early(bench, informational);
    const auto child =
        early(bench, [&](Message request) { return create_child_sa(bench, std::move(request)); });
    const auto expected = "silence or an error, no Child SA";
    if (is_carried_out(child)) {
        return fail(bench, child.answer, "child-sa-served", expected);
    }
    if (is_sealed_to_us(child)) {
        auto unread = inconclusive("cannot-decrypt", expected, child.answer.text(bench.registries));
        unread.frames = child.answer.frames;
        return unread;
    }
    auto finding = pass(bench, child.answer, expected);
    finding.rests_on_absence = !child.answer.is_message();
    if (is_carried_out(empty)) {
        finding.advisories.push_back({"informational-answered",
                                      "an INFORMATIONAL request before IKE_AUTH was answered",
                                      "RFC 7296, Section 1"});
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/1/nothing-served-before-ike-auth", later_exchanges_wait_for_ike_auth,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_1_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
