#include "probes/ike/room.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// Header, SA header, Nonce and KE header.
constexpr std::size_t fixed_octets = 28 + 4 + 36 + 8;
constexpr std::size_t unknown_public_octets = 64;

bool is_nat_detection(const Payload& payload)
{
    const auto* found = std::get_if<Notify>(&payload.body);
    return found != nullptr && (found->is(NotifyType::nat_detection_source_ip) ||
                                found->is(NotifyType::nat_detection_destination_ip));
}

}  // namespace

std::size_t public_octets(const Bench& bench, std::uint16_t group)
{
    const auto* known = catalog::find(bench.registries.group, group);
    return known == nullptr || known->octets == 0 ? unknown_public_octets : known->octets;
}

std::size_t request_octets(const Bench& bench, const SecurityAssociation& offer, std::uint16_t ke_group)
{
    return fixed_octets + cookie_octets + public_octets(bench, ke_group) + encode(offer).size();
}

bool has_room(const Bench& bench, const SecurityAssociation& offer, std::uint16_t ke_group)
{
    return request_octets(bench, offer, ke_group) <= most_request_octets;
}

Message request_with_room(peers::ike::Initiator& peer, SecurityAssociation offer, std::uint16_t ke_group)
{
    auto request = peer.ike_sa_init(std::move(offer), ke_group);
    if (encode(request).size() + cookie_octets > most_request_octets) {
        std::erase_if(request.payloads, is_nat_detection);
    }
    return request;
}

}  // namespace conformance::probes::ike
