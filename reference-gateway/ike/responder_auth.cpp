// IKE_AUTH: HDR, SK {...}  -->  ;  <--  HDR, SK {N(AUTHENTICATION_FAILED)}
#include <utility>

#include "ike/protection.h"
#include "ike/responder.h"
#include "ike/tell.h"

namespace gateway::ike {

void Responder::on_protected(const Arrival& arrival, Instant now, Actions& actions)
{
    IkeSa* sa = sas_.by_responder_spi(arrival.header.responder_spi);
    if (sa == nullptr || sa->initiator_spi != arrival.header.initiator_spi) {
        actions.events.push_back(dropped(arrival, "unknown-spi"));
        return;
    }
    if (sa->state == State::closed && sa->auth_identity == seams_.request_identity(arrival)) {
        answer_again(sa->auth_response, arrival, actions);
        return;
    }
    if (sa->state != State::half_open) {
        actions.events.push_back(dropped(arrival, "not-half-open"));
        return;
    }
    const auto outside = split(arrival.header.first_payload, arrival.message.subspan(header_size));
    if (!outside || count_of(*outside, PayloadType::encrypted) != 1) {
        actions.events.push_back(dropped(arrival, "malformed"));
        return;
    }
    const std::size_t body_size = first_of(*outside, PayloadType::encrypted).size();
    const auto inside = open_sealed(*sa->algorithms, sa->keys, arrival.message, body_size);
    if (!inside) {
        actions.events.push_back(dropped(arrival, "not-authentic"));
        return;
    }
    refuse_authentication(*sa, arrival, *inside, *outside, now, actions);
}

void Responder::refuse_authentication(IkeSa& sa, const Arrival& arrival, const Octets& inside,
                                      const Chain& outside, Instant now, Actions& actions)
{
    const auto chain = split(outside.first_inside, inside);
    auto unknown = unknown_critical_payload(outside);
    if (!unknown && chain) unknown = unknown_critical_payload(*chain);
    const auto refusal =
        refused_by(seams_.rules.ike_auth,
                   Authentication{arrival.header.exchange_type, unknown, bool{chain}});
    if (!refusal) return;
    if (const auto* drop = std::get_if<Drop>(&*refusal)) {
        actions.events.push_back(dropped(arrival, drop->reason));
        return;
    }

    const Notify& notify = std::get<Notify>(*refusal);
    Response response{sa.initiator_spi,
                      sa.responder_spi,
                      arrival.header.exchange_type,
                      arrival.header.message_id,
                      {notify}};
    seams_.outbox(response, arrival);
    sa.auth_identity = seams_.request_identity(arrival);
    sa.auth_response = write_sealed(*sa.algorithms, sa.keys, response, random_);
    send(sa.auth_response, arrival, actions);
    actions.events.push_back(refused(arrival, notify.type));
    sas_.close(sa, now);
}

}  // namespace gateway::ike
