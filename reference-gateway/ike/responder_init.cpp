// IKE_SA_INIT: HDR, SAi1, KEi, Ni  -->  ;  <--  HDR, SAr1, KEr, Nr, N(NAT_DETECTION_*)
#include <algorithm>
#include <utility>

#include "ike/nat_detection.h"
#include "ike/responder.h"
#include "ike/tell.h"

namespace gateway::ike {
namespace {

Response acceptance(const IkeSa& sa, const Arrival& arrival, const Octets& public_value,
                    const std::vector<Octets>& authorities)
{
    const auto hash_of = [&](const Endpoint& endpoint) {
        return nat_detection_hash(sa.initiator_spi, sa.responder_spi, endpoint);
    };
    Response response{
        sa.initiator_spi,
        sa.responder_spi,
        std::to_underlying(ExchangeType::ike_sa_init),
        0,
        {sa.selected, KeyShare{sa.selected.tuple.group, public_value}, Nonce{sa.responder_nonce},
         Notify{NotifyType::nat_detection_source_ip, hash_of(arrival.path.local)},
         Notify{NotifyType::nat_detection_destination_ip, hash_of(arrival.path.peer)}}};
    if (!authorities.empty()) response.payloads.emplace_back(CertificateRequest{authorities});
    if (!sa.peer_hashes.empty()) {
        Writer hashes;
        for (const std::uint16_t number : signature_hashes()) {
            hashes.u16(number);
        }
        response.payloads.emplace_back(
            Notify{NotifyType::signature_hash_algorithms, hashes.take()});
    }
    if (sa.supports_fragments) {
        response.payloads.emplace_back(Notify{NotifyType::ikev2_fragmentation_supported, {}});
    }
    return response;
}

}  // namespace

void Responder::on_ike_sa_init(const Arrival& arrival, Instant now, Actions& actions)
{
    if (const IkeSa* sa = sas_.by_request(seams_.request_identity(arrival))) {
        answer_again({sa->response}, arrival, actions);
        return;
    }
    const auto request = parse_ike_sa_init(arrival.header, arrival.message);
    if (!request) {
        actions.events.push_back(dropped(arrival, "malformed"));
        return;
    }
    const Offer offer{request->proposals, request->key_share.group, arrival.on_nat_t_port};
    const Negotiation negotiation{arrival,
                                  *request,
                                  cookies_,
                                  sas_.crowded(),
                                  sas_.has_room_for(arrival.path.peer.address),
                                  seams_.select(offer, settings_.rows)};
    if (const auto refusal = refused_by(seams_.rules.ike_sa_init, negotiation)) {
        refuse(*refusal, arrival, actions);
        return;
    }
    begin(negotiation, now, actions);
}

void Responder::begin(const Negotiation& negotiation, Instant now, Actions& actions)
{
    const Arrival& arrival = negotiation.arrival;
    if (!negotiation.selected) return;
    IkeSa sa;
    sa.initiator_spi = arrival.header.initiator_spi;
    sa.responder_spi = fresh_spi();
    sa.peer_address = arrival.path.peer.address;
    sa.request_identity = seams_.request_identity(arrival);
    sa.request = copy_of(arrival.message);
    sa.peer_hashes = negotiation.request.signature_hashes;
    sa.supports_fragments = negotiation.request.supports_fragments;
    sa.selected = *negotiation.selected;
    sa.algorithms = algorithms_of(sa.selected.tuple);
    sa.initiator_nonce = negotiation.request.nonce;
    sa.responder_nonce = random_octets(seams_.nonce_size);

    const std::uint16_t group = sa.selected.tuple.group;
    Arrival kept = arrival;
    kept.message = {};
    sa.path = arrival.path;
    sa.on_nat_t_port = arrival.on_nat_t_port;
    if (const auto chain =
            split(arrival.header.first_payload, arrival.message.subspan(header_size))) {
        constexpr std::uint64_t none_yet = 0;
        sa.nat = nat_seen(*chain, sa.initiator_spi, none_yet, arrival.path).value_or(Nat{});
    }
    waiting_.insert_or_assign(sa.responder_spi, Waiting{std::move(kept)});
    actions.compute.push_back(
        {sa.responder_spi,
         crypto::KeyAgreement{group, random_octets(crypto::private_seed_size(group)),
                              negotiation.request.key_share.data}});
    sas_.add(std::move(sa), now);
}

void Responder::on_agreed(IkeSa& sa, const Arrival& arrival,
                          const std::optional<crypto::Agreed>& agreed, Actions& actions)
{
    if (!agreed || !sa.algorithms) {
        actions.events.push_back(dropped(arrival, "public-value"));
        sas_.remove(sa.responder_spi);
        return;
    }
    sa.state = next(sa.state, Step::key_agreed).value();
    sa.keys = derive_keys(*sa.algorithms, {sa.initiator_nonce, sa.responder_nonce, sa.initiator_spi,
                                           sa.responder_spi, agreed->shared_secret});
    const auto authorities = settings_.credentials ? settings_.credentials->roots->authorities()
                                                   : std::vector<Octets>{};
    Response response = acceptance(sa, arrival, agreed->public_value, authorities);
    seams_.outbox(response, arrival);
    sa.response = write(response);
    send(sa.response, arrival, actions);
    actions.events.push_back(answered(arrival, sa, settings_.slug(sa.selected.tuple)));
}

}  // namespace gateway::ike
