// RFC 7296, Section 1.2: The Initial Exchanges.

#include <algorithm>
#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/odd_request.h"
#include "probes/ike/rows.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// An acceptable IKE_SA_INIT request is answered: exchange type 34, Response set, Message ID 0, with one SA, KE and Nonce each.
Finding ike_sa_init_is_answered(Bench& bench)
{
    Initiator peer{bench};
    const auto answer = peer.negotiate(peer.ike_sa_init(known_row(bench)));
    const auto expected = "IKE_SA_INIT response, Message ID 0, with one SA, KE and Nonce each";
    const auto& message = answer.message();

    if (!answer.is_message()) { return fail(bench, answer, "silent", expected); }
    if (message.exchange_type != static_cast<std::uint8_t>(ExchangeType::ike_sa_init)) {
        return fail(bench, answer, "wrong-exchange-type", expected);
    }
    if (message.message_id != 0) { return fail(bench, answer, "wrong-message-id", expected); }
    for (const auto type : {PayloadType::security_association, PayloadType::key_exchange, PayloadType::nonce}) {
        const auto count = std::ranges::count_if(message.payloads, [&](const Payload& one) { return one.is(type); });
        if (count == 0) { return fail(bench, answer, "payload-missing", expected); }
        if (count > 1) { return fail(bench, answer, "payload-repeated", expected); }
    }
    return pass(bench, answer, expected);
}

// When the KE payload is of another group than the one selected, the answer is INVALID_KE_PAYLOAD naming the selected group in two
// octets.
Finding wrong_group_is_asked_for(Bench& bench)
{
    const auto row = known_row(bench);
    const auto other = group_outside(bench, row);
    auto offer = peers::ike::offer_of(row);
    offer.proposals.front().transforms.push_back(transform(TransformType::key_exchange_method, other));

    Initiator peer{bench};
    const auto answer = peer.negotiate(peer.ike_sa_init(offer, other));
    const auto expected = "Notify INVALID_KE_PAYLOAD asking for group " + std::to_string(row.group);
    if (const auto selected = answer.selected(); selected && selected->group == other) {
        return inconclusive("both-groups-accepted", expected, "the gateway accepts both groups of the offer",
                            answer.frames);
    }
    if (answer.accepted()) { return fail(bench, answer, "accepted", expected); }
    if (!answer.is_message()) { return fail(bench, answer, "silent", expected); }
    if (!answer.refused_with(NotifyType::invalid_ke_payload)) { return fail(bench, answer, "wrong-notify", expected); }
    if (answer.wanted_group() != row.group) { return fail(bench, answer, "wrong-group", expected); }
    return pass(bench, answer, expected);
}

// A request that lacks SA, KE or Nonce never leads to an SA.
Finding missing_payload_is_refused(Bench& bench)
{
    Finding finding;
    for (const auto type : {PayloadType::security_association, PayloadType::key_exchange, PayloadType::nonce}) {
        Initiator peer{bench};
        auto request = peer.ike_sa_init(known_row(bench));
        std::erase_if(request.payloads, [&](const Payload& one) { return one.is(type); });
        finding = expect_no_sa(bench, peer, peer.exchange_briefly(request), "no SA without each of SA, KE and Nonce");
        if (finding.verdict == Verdict::fail) { break; }
    }
    return finding;
}

const std::array table{
    Probe{"rfc7296/1.2/ike-sa-init-answered", ike_sa_init_is_answered, &known_row_is_accepted},
    Probe{"rfc7296/1.2/invalid-ke-payload", wrong_group_is_asked_for, &known_row_is_accepted},
    Probe{"rfc7296/1.2/missing-payload-refused", missing_payload_is_refused, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_1_2_probes() { return table; }

}  // namespace conformance::probes::ike
