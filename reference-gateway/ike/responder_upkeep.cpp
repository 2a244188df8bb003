// What an established IKE SA needs without anybody asking: signs of life (RFC 7296, Section 2.4),
// new keys in time (Section 2.8), and the address where its peer now is (Section 2.23).
#include <algorithm>
#include <utility>

#include "ike/responder.h"
#include "ike/tell.h"

namespace gateway::ike {

void Responder::look_after(std::uint64_t spi, Instant now, Actions& actions)
{
    const IkeSa* touched = sas_.by_spi(spi);
    if (touched != nullptr && touched->state == State::established) agenda_.set(spi, now);
    while (const auto due = agenda_.take_due(now)) {
        if (IkeSa* sa = sas_.by_spi(*due)) tend(*sa, now, actions);
    }
    actions.wake = next_wake();
    const auto next = agenda_.next();
    if (next && (!actions.wake || *next < *actions.wake)) actions.wake = next;
}

void Responder::begin_upkeep(IkeSa& sa, Instant now)
{
    sa.heard = now;
    sa.term = term_of(settings_.upkeep.ike_sa, now, random_octets(1).front());
    agenda_.set(sa.own_spi(), now);
}

void Responder::heard(IkeSa& sa, const Arrival& arrival, Instant now, Actions& actions)
{
    sa.heard = now;
    const bool leaves_nat_t = sa.on_nat_t_port && !arrival.on_nat_t_port;
    if (sa.state == State::established && (!sa.follows() || leaves_nat_t)) return;
    if (sa.path == arrival.path && sa.on_nat_t_port == arrival.on_nat_t_port) return;
    move(sa, arrival.path, arrival.on_nat_t_port, actions);
}

void Responder::move(IkeSa& sa, const Path& path, bool on_nat_t_port, Actions& actions)
{
    if (sa.state == State::established) actions.events.push_back(moved(sa, path));
    sa.path = path;
    sa.on_nat_t_port = on_nat_t_port;
    for (const Child& child : sa.children) {
        actions.move.push_back({child.inbound, path, on_nat_t_port, sa.nat});
    }
}

void Responder::tend(IkeSa& sa, Instant now, Actions& actions)
{
    if (sa.state != State::established) return;
    const Retransmission& usual = settings_.upkeep.retransmission;
    if (sa.own.is_given_up(now, usual)) {
        actions.events.push_back(silent(sa));
        end(sa, now, actions);
        return;
    }
    say(sa, sa.own.repetition(now, usual), actions);
    if (!sa.superseded) want_what_is_due(sa, now, actions);
    begin_next(sa, now, actions);
    if (const auto next = next_look_at(sa, now)) agenda_.set(sa.own_spi(), *next);
}

void Responder::want_what_is_due(IkeSa& sa, Instant now, Actions& actions)
{
    if (sa.term.end_at <= now) sa.own.want_first({Purpose::delete_ike_sa});
    if (sa.own.wants(Purpose::delete_ike_sa)) return;
    if (sa.term.rekey_at <= now) sa.own.want({Purpose::rekey_ike_sa});
    for (Child& child : sa.children) {
        const Errand farewell{Purpose::delete_child_sa, child.inbound};
        if (sa.own.wants(farewell.purpose, farewell.child)) continue;
        if (child.term.end_at <= now) {
            child.superseded = true;
            actions.close.push_back(child.inbound);
            sa.own.want_first(farewell);
            continue;
        }
        const auto use = settings_.network.use(child.inbound);
        const bool is_worn = use && use->needs_rekey &&
                             child.term.begun_at + settings_.upkeep.look_at_traffic <= now;
        if (!child.superseded && (is_worn || child.term.rekey_at <= now)) {
            sa.own.want({Purpose::rekey_child_sa, child.inbound});
        }
    }
    const Instant silence = settings_.upkeep.silence;
    if (silence > Instant{} && !sa.own.on_its_way() && last_heard(sa) + silence <= now) {
        sa.own.want({Purpose::liveness});
    }
}

std::optional<Instant> Responder::next_look_at(const IkeSa& sa, Instant now) const
{
    std::optional<Instant> next;
    const auto consider = [&](Instant at) {
        if (at > now && (!next || at < *next)) next = at;
    };
    if (const auto due = sa.own.due()) consider(*due);
    if (sa.superseded) return next;
    consider(sa.term.rekey_at);
    consider(sa.term.end_at);
    for (const Child& child : sa.children) {
        if (!child.superseded) consider(child.term.rekey_at);
        consider(child.term.end_at);
    }
    if (!sa.children.empty()) consider(now + settings_.upkeep.look_at_traffic);
    if (settings_.upkeep.silence > Instant{}) consider(last_heard(sa) + settings_.upkeep.silence);
    return next;
}

Instant Responder::last_heard(const IkeSa& sa) const
{
    Instant last = sa.heard;
    for (const Child& child : sa.children) {
        if (const auto use = settings_.network.use(child.inbound))
            last = std::max(last, use->heard);
    }
    return last;
}

Instant Responder::jittered(Instant most)
{
    return most * random_octets(1).front() / 256;
}

}  // namespace gateway::ike
