// What a receiver ignores or takes as it comes, minded: RFC 7296, Sections 2, 2.5, 3.2, 3.9, 3.10
// and 3.12.
#include <algorithm>

#include "mutants/header_octets.h"
#include "mutants/ike_mutants.h"
#include "mutants/request_payloads.h"
#include "mutants/surgery.h"

namespace gateway::mutants {
namespace {

using ike::NotifyType;

constexpr std::uint8_t security_association = 33;
constexpr std::uint8_t key_exchange = 34;
constexpr std::uint8_t nonce = 40;
constexpr std::uint8_t notify = 41;
constexpr std::uint8_t vendor_id = 43;
constexpr std::uint8_t last_known = 48;

// The code is what the prober says of this refusal.
std::string code_of(const ike::Refusal& refusal)
{
    const auto* told = std::get_if<ike::Notify>(&refusal);
    return told == nullptr ? "silent"
                           : "refused-by-notify:" + std::to_string(std::to_underlying(told->type));
}

using Minded = bool (*)(const ike::Arrival&);

Mutant minds(std::string name, std::string requirement, Minded minded,
             ike::Refusal refusal = ike::Drop{"mutant"}, std::vector<std::string> also = {})
{
    return {std::move(name),
            std::move(requirement),
            code_of(refusal),
            "ike",
            std::move(also),
            [=](net::Ingredients& gateway) {
                add_rule(gateway.ike_seams.rules.arrival,
                         [=](const ike::Arrival& arrival) -> std::optional<ike::Refusal> {
                             if (!is_ike_sa_init(arrival) || arrival.header.is_response) return {};
                             if (!minded(arrival)) return std::nullopt;
                             return refusal;
                         });
            }};
}

template <typename Test>
bool any_payload(const ike::Arrival& arrival, Test test)
{
    return std::ranges::any_of(places(arrival.message), test);
}

template <typename Test>
bool any_payload(const ike::Arrival& arrival, std::uint8_t type, Test test)
{
    return any_payload(arrival,
                       [&](const Place& place) { return place.type == type && test(place.body); });
}

bool has_a_known_critical_payload(const ike::Arrival& arrival)
{
    return any_payload(arrival, [](const Place& place) {
        return (place.flags & 0x80) != 0 && place.type <= last_known;
    });
}

bool has_reserved_payload_bits(const ike::Arrival& arrival)
{
    return any_payload(arrival, [](const Place& place) { return (place.flags & 0x7f) != 0; });
}

bool has_a_reserved_octet_in_a_proposal(const ike::Arrival& arrival)
{
    return any_payload(arrival, security_association,
                       [](View body) { return body.size() > 1 && body[1] != 0; });
}

bool has_a_reserved_octet_in_ke(const ike::Arrival& arrival)
{
    return any_payload(arrival, key_exchange,
                       [](View body) { return body.size() > 3 && (body[2] | body[3]) != 0; });
}

bool is_out_of_order(const ike::Arrival& arrival)
{
    const auto found = places(arrival.message);
    const auto ke = std::ranges::find(found, key_exchange, &Place::type);
    return std::ranges::find(ke, found.end(), security_association, &Place::type) != found.end();
}

bool has_a_vendor_id(const ike::Arrival& arrival)
{
    return any_payload(arrival, vendor_id, [](View) { return true; });
}

std::uint16_t notify_type(View body)
{
    Cursor in{body};
    in.skip(2);
    return in.u16();
}

bool has_an_unknown_status(const ike::Arrival& arrival)
{
    return any_payload(arrival, notify, [](View body) { return notify_type(body) > 16'500; });
}

bool has_an_unknown_error(const ike::Arrival& arrival)
{
    return any_payload(arrival, notify, [](View body) {
        return notify_type(body) > 100 && notify_type(body) < 16'384;
    });
}

bool names_a_protocol(const ike::Arrival& arrival)
{
    return any_payload(arrival, notify, [](View body) { return !body.empty() && body[0] != 0; });
}

bool has_a_nonce_of_16(const ike::Arrival& arrival)
{
    return any_payload(arrival, nonce, [](View body) { return body.size() == 16; });
}

bool has_a_nonce_of_256(const ike::Arrival& arrival)
{
    return any_payload(arrival, nonce, [](View body) { return body.size() == 256; });
}

bool has_exactly_1280_octets(const ike::Arrival& arrival)
{
    return arrival.message.size() == 1280;
}

bool has_3000_octets(const ike::Arrival& arrival)
{
    return arrival.message.size() >= 3000;
}

}  // namespace

std::vector<Mutant> minds_legal_requests()
{
    const std::string bodies = "rfc7296/2.5/reserved-fields-in-bodies-ignored";
    const std::string error = "rfc7296/3.10.1/unknown-error-notify-in-a-request-ignored";
    const std::string nonces = "rfc7296/3.9/nonce-lengths-accepted";
    const std::string long_ones = "rfc7296/2/messages-of-1280-octets";
    return {
        minds("takes_known_payloads_for_unknown_critical_ones",
              "rfc7296/3.2/critical-bit-on-a-known-payload-ignored", has_a_known_critical_payload,
              ike::Notify{NotifyType::unsupported_critical_payload, {33}}),
        minds("drops_payloads_with_reserved_bits", "rfc7296/3.2/payload-reserved-bits-ignored",
              has_reserved_payload_bits),
        minds("drops_proposals_with_reserved_bits", bodies, has_a_reserved_octet_in_a_proposal),
        minds("refuses_a_reserved_field_in_ke", bodies, has_a_reserved_octet_in_ke,
              ike::Notify{NotifyType::invalid_syntax, {}}),
        minds("drops_payloads_out_of_order", "rfc7296/2.5/payload-order-free", is_out_of_order),
        minds("drops_vendor_ids", "rfc7296/3.12/unknown-vendor-id-ignored", has_a_vendor_id,
              ike::Drop{"mutant"}, {long_ones, "p2s/clients"}),
        minds("drops_unknown_status_notifies", "rfc7296/3.10.1/unknown-status-notify-ignored",
              has_an_unknown_status),
        minds("drops_unknown_error_notifies", error, has_an_unknown_error),
        minds("refuses_unknown_error_notifies", error, has_an_unknown_error,
              ike::Notify{NotifyType::no_proposal_chosen, {}}),
        minds("minds_the_protocol_id_of_notifies", "rfc7296/3.10/protocol-id-without-spi-ignored",
              names_a_protocol),
        minds("drops_nonces_of_16_octets", nonces, has_a_nonce_of_16, ike::Drop{"mutant"},
              {"p2s/clients"}),
        minds("drops_nonces_of_256_octets", nonces, has_a_nonce_of_256),
        minds("drops_messages_of_1280_octets", long_ones, has_exactly_1280_octets),
        minds("drops_messages_of_3000_octets", "rfc7296/2/messages-of-3000-octets",
              has_3000_octets)};
}

}  // namespace gateway::mutants
