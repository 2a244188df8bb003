// Requests that the gateway itself makes, and what is answered to them: RFC 7296, Section 1.4.
#include <algorithm>
#include <utility>

#include "ike/protection.h"
#include "ike/responder.h"
#include "ike/tell.h"

namespace gateway::ike {
namespace {

constexpr std::size_t cookie2_size = 16;  // 8 to 64: RFC 4555, Section 4.2.5

}  // namespace

void Responder::begin_next(IkeSa& sa, Instant now, Actions& actions)
{
    while (const auto errand = sa.own.begin()) {
        switch (errand->purpose) {
            case Purpose::liveness:
                return ask(sa, ExchangeType::informational, {}, now, actions);
            case Purpose::check_address:
                sa.cookie2 = random_octets(cookie2_size);
                sa.cookie2_went = sa.path.peer;
                return ask(sa, ExchangeType::informational,
                           {Notify{NotifyType::cookie2, sa.cookie2}}, now, actions);
            case Purpose::delete_ike_sa:
                return ask(sa, ExchangeType::informational, {DeletedIkeSa{}}, now, actions);
            case Purpose::delete_child_sa:
                if (std::ranges::find(sa.children, errand->child, &Child::inbound) ==
                    sa.children.end()) {
                    break;
                }
                return ask(sa, ExchangeType::informational, {DeletedChildren{{errand->child}}}, now,
                           actions);
            case Purpose::rekey_child_sa:
            case Purpose::create_child_sa:
            case Purpose::rekey_ike_sa:
                if (begin_rekey(sa, *errand, actions, now)) return;
                break;
        }
        sa.own.finish();
    }
}

void Responder::ask(IkeSa& sa, ExchangeType exchange, std::vector<Payload> payloads, Instant now,
                    Actions& actions)
{
    const Response request{sa.initiator_spi,    sa.responder_spi,    std::to_underlying(exchange),
                           sa.own.message_id(), std::move(payloads), false,
                           sa.begun_here};
    std::vector<Octets> messages = sealed(sa, {sa.path, sa.on_nat_t_port, false, {}, {}}, request);
    say(sa, messages, actions);
    sa.own.sent(exchange, std::move(messages), now, settings_.upkeep.retransmission);
}

// To where the peer was heard last, be it by IKE or by ESP.
void Responder::say(const IkeSa& sa, const std::vector<Octets>& messages, Actions& actions) const
{
    Arrival there{sa.path, sa.on_nat_t_port, false, {}, {}};
    Instant latest = sa.heard;
    for (const Child& child : sa.children) {
        const auto use = settings_.network.use(child.inbound);
        if (!use || !sa.follows() || use->heard <= latest) continue;
        // IKE stays on the port where it is.
        if (use->path.local.port != sa.path.local.port) continue;
        latest = use->heard;
        there.path = use->path;
    }
    for (const Octets& message : messages) {
        send(message, there, actions);
    }
}

void Responder::on_response(IkeSa& sa, const Arrival& arrival, Instant now, Actions& actions)
{
    const auto outside = split(arrival.header.first_payload, arrival.message.subspan(header_size));
    if (outside && count_of(*outside, PayloadType::encrypted_fragment) == 1) {
        on_answer_fragment(sa, arrival, *outside, now, actions);
        return;
    }
    if (!outside || count_of(*outside, PayloadType::encrypted) != 1) {
        actions.events.push_back(dropped(arrival, "malformed"));
        return;
    }
    const auto inside = seams_.open(*sa.algorithms, sa.keys, arrival.message,
                                    first_of(*outside, PayloadType::encrypted).size());
    if (!inside) {
        actions.events.push_back(dropped(arrival, "not-authentic"));
        return;
    }
    on_answer(sa, arrival, outside->first_inside, *inside, now, actions);
}

void Responder::on_answer(IkeSa& sa, const Arrival& arrival, std::uint8_t first_inside,
                          View inside, Instant now, Actions& actions)
{
    heard(sa, arrival, now, actions);
    answer_fragments_.forget(sa.own_spi());
    const Errand errand = sa.own.on_its_way().value();
    sa.own.answered();
    const auto chain = split(first_inside, inside).value_or(Chain{});
    switch (errand.purpose) {
        case Purpose::check_address:
            sa.own.finish();
            on_address_checked(sa, chain, now, actions);
            return;
        case Purpose::liveness:
            sa.own.finish();
            return;
        case Purpose::delete_child_sa:
            sa.own.finish();
            discard(sa, errand.child, actions);
            return;
        case Purpose::delete_ike_sa:
            end(sa, now, actions);
            return;
        case Purpose::rekey_child_sa:
        case Purpose::create_child_sa:
        case Purpose::rekey_ike_sa:
            on_rekey_answer(sa, chain, now, actions);
            return;
    }
}

void Responder::on_own_computed(const OwnWork& work, const std::optional<crypto::Agreed>& agreed,
                                Instant now, Actions& actions)
{
    IkeSa* sa = sas_.by_spi(work.own_spi);
    if (sa == nullptr || sa->state != State::established || !sa->rekey) return;
    if (!agreed) {
        // A public value that is none of its group.
        give_up_rekey(*sa, {});
    } else if (work.answer) {
        finish_rekey(*sa, *work.answer, agreed, now, actions);
    } else {
        ask_for_another(*sa, agreed->public_value, now, actions);
    }
}

}  // namespace gateway::ike
