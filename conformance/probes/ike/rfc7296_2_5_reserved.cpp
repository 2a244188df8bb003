// RFC 7296, Section 2.5: what is reserved for later versions, ignored on receipt and zero when sent.

#include <algorithm>
#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/responses.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// RESERVED fields inside SA and KE payloads are ignored.
Finding reserved_fields_in_bodies_are_ignored(Bench& bench)
{
    Initiator peer{bench};
    auto request = peer.ike_sa_init(known_row(bench));
    for (auto& payload : request.payloads) {
        if (auto* key_exchange = std::get_if<KeyExchange>(&payload.body)) { key_exchange->reserved = 0xffff; }
        auto* sa = std::get_if<SecurityAssociation>(&payload.body);
        if (sa == nullptr) { continue; }
        for (auto& proposal : sa->proposals) {
            proposal.reserved = 0xff;
            for (auto& transform : proposal.transforms) {
                transform.reserved = transform.reserved_2 = 0xff;
            }
        }
    }
    return expect_normal_answer(bench, peer.negotiate(request));
}

bool sets_reserved(const Proposal& proposal)
{
    return proposal.reserved != 0 || std::ranges::any_of(proposal.transforms, [](const Transform& one) {
               return one.reserved != 0 || one.reserved_2 != 0;
           });
}

bool sets_reserved(const Payload& payload)
{
    constexpr std::uint8_t reserved_bits = 0x7f;
    const auto* key_exchange = std::get_if<KeyExchange>(&payload.body);
    const auto* sa = std::get_if<SecurityAssociation>(&payload.body);
    return (payload.flags & reserved_bits) != 0 || (key_exchange != nullptr && key_exchange->reserved != 0) ||
           (sa != nullptr && std::ranges::any_of(sa->proposals, [](const Proposal& one) { return sets_reserved(one); }));
}

// The gateway's own messages leave every RESERVED bit of payload headers, proposals, transforms and KE zero.
Finding reserved_fields_are_sent_as_zero(Bench& bench)
{
    return expect_in_no_response(
        bench, [](const Payload& one) { return sets_reserved(one); }, "reserved-bits-set",
        "zero in every RESERVED field of every response");
}

// No payload of a response, inside SK or outside, has the critical bit set.
Finding responses_never_have_the_critical_bit(Bench& bench)
{
    return expect_in_no_response(
        bench, [](const Payload& one) { return one.critical(); }, "critical-bit-set",
        "the critical bit cleared in every payload of every response");
}

const std::array table{
    Probe{"rfc7296/2.5/reserved-fields-in-bodies-ignored", reserved_fields_in_bodies_are_ignored,
          &known_row_is_accepted},
    Probe{"rfc7296/2.5/reserved-fields-sent-as-zero", reserved_fields_are_sent_as_zero, &known_row_is_accepted},
    Probe{"rfc7296/2.5/critical-bit-never-in-a-response", responses_never_have_the_critical_bit,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_2_5_reserved_probes() { return table; }

}  // namespace conformance::probes::ike
