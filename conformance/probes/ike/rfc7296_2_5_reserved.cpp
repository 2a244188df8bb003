// RFC 7296, Section 2.5: what is reserved for later versions, ignored on receipt and zero when sent.

#include <algorithm>
#include <array>

#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/responses.h"
#include "probes/ike/tables.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint32_t all_of_24_bits = 0xffffff;

// The experiment on an altered IKE_AUTH: it is taken like the unaltered one, Child SA included.
Finding expect_the_same_tunnel(Bench& bench, void (*alter)(Tunnel&, Message&))
{
    const auto expected = "the IKE SA and the Child SA that the unaltered IKE_AUTH brings";
    auto usual = established_tunnel(bench);
    usual.leave();
    auto tunnel = half_open_tunnel(bench);
    auto request = tunnel.ike_auth();
    alter(tunnel, request);
    tunnel.authenticate(request);
    if (!tunnel.is_established()) {
        return not_taken(bench, tunnel, expected);
    }
    tunnel.leave();
    const auto has_child = [](const Tunnel& one) { return one.find(PayloadType::security_association) != nullptr; };
    return has_child(usual) && !has_child(tunnel) ? fail(bench, tunnel.answer(), "no-child-sa", expected)
                                                  : pass(bench, tunnel.answer(), "established", expected);
}

// The first payload of the answer with a reserved field that is not zero, empty when there is none.
std::string reserved_field_of(const Tunnel& tunnel)
{
    for (const auto& one : tunnel.answer().inside) {
        const auto* id = std::get_if<Identification>(&one.body);
        const auto* authentication = std::get_if<Authentication>(&one.body);
        const auto* selectors = std::get_if<TrafficSelectors>(&one.body);
        const auto* configuration = std::get_if<Configuration>(&one.body);
        if (id != nullptr && id->reserved != 0) { return "IDr"; }
        if (authentication != nullptr && authentication->reserved != 0) { return "AUTH"; }
        if (selectors != nullptr && selectors->reserved != 0) { return "TS"; }
        if (configuration == nullptr) { continue; }
        const bool is_marked = std::ranges::any_of(configuration->attributes, &ConfigurationAttribute::reserved);
        if (configuration->reserved != 0 || is_marked) { return "CP"; }
    }
    return "";
}

void set_reserved(Tunnel& tunnel, Message& request)
{
    for (auto& one : request.payloads) {
        if (auto* id = std::get_if<Identification>(&one.body)) { id->reserved = all_of_24_bits; }
    }
    tunnel.sign(request);  // which covers the reserved field of IDi
    for (auto& one : request.payloads) {
        if (auto* authentication = std::get_if<Authentication>(&one.body)) { authentication->reserved = all_of_24_bits; }
        if (auto* selectors = std::get_if<TrafficSelectors>(&one.body)) { selectors->reserved = all_of_24_bits; }
        auto* configuration = std::get_if<Configuration>(&one.body);
        if (configuration == nullptr) { continue; }
        configuration->reserved = all_of_24_bits;
        for (auto& attribute : configuration->attributes) {
            attribute.reserved = true;
        }
    }
}

// Reserved fields of the ID, AUTH, TS and CP payloads are ignored when received and zero when sent.
Finding reserved_fields_inside_ike_auth(Bench& bench)
{
    auto tunnel = established_tunnel(bench);
    tunnel.leave();
    const auto field = reserved_field_of(tunnel);
    if (!field.empty()) {
        return fail(bench, tunnel.answer(), "reserved-bits-set", "zero in the reserved fields of " + field);
    }
    return expect_the_same_tunnel(bench, set_reserved);
}

// From the last to the first; but CP stays before SA, and the first certificate first.
void reverse(Tunnel&, Message& request)
{
    const auto rank = [](const Payload& one) {
        switch (static_cast<PayloadType>(one.type)) {
            case PayloadType::traffic_selector_responder: return 0;
            case PayloadType::traffic_selector_initiator: return 1;
            case PayloadType::configuration: return 2;
            case PayloadType::security_association: return 3;
            case PayloadType::authentication: return 4;
            case PayloadType::certificate_request: return 5;
            case PayloadType::certificate: return 6;
            default: return 7;
        }
    };
    std::ranges::stable_sort(request.payloads, {}, rank);
}

// Payloads of IKE_AUTH and CREATE_CHILD_SA in another order are no reason to reject the message.
Finding payload_order_is_free_inside(Bench& bench) { return expect_the_same_tunnel(bench, reverse); }

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
    Probe{"rfc7296/2.5/reserved-fields-inside-ike-auth", reserved_fields_inside_ike_auth, &tunnel_is_established},
    Probe{"rfc7296/2.5/payload-order-free-inside", payload_order_is_free_inside, &tunnel_is_established},
};

}  // namespace

std::span<const Probe> rfc7296_2_5_reserved_probes() { return table; }

}  // namespace conformance::probes::ike
