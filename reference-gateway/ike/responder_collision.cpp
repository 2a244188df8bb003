// Both ends rekey the same SA, or one rekeys what the other closes: RFC 7296, Sections 2.8.1, 2.8.2
// and 2.25.
#include <algorithm>
#include <utility>

#include "ike/responder.h"

namespace gateway::ike {

bool loses(const Octets& lowest_nonce, const Rival& rival)
{
    return lower(lowest_nonce, rival.lowest_nonce) == lowest_nonce;
}

bool Responder::is_rekeying(const IkeSa& sa, Purpose purpose, std::uint32_t child) const
{
    const auto& errand = sa.own.on_its_way();
    return errand && errand->purpose == purpose && errand->child == child && sa.rekey &&
           sa.rekey->is_sent;
}

// TEMPORARY_FAILURE is the answer then.
bool Responder::collides(const IkeSa& sa, const CreateChildSaRequest& request,
                         bool is_for_an_ike_sa) const
{
    if (sa.superseded || sa.own.wants(Purpose::delete_ike_sa)) return true;
    const auto& errand = sa.own.on_its_way();
    if (is_for_an_ike_sa) {
        if (is_rekeying(sa, Purpose::rekey_ike_sa, 0) && sa.rekey->rival) return true;
        // A request about a Child SA is on its way, and would be answered within the old IKE SA.
        return errand && errand->child != 0 && (!sa.rekey || sa.rekey->is_sent);
    }
    if (is_rekeying(sa, Purpose::rekey_ike_sa, 0)) return true;
    return request.rekeyed_spi && std::ranges::any_of(sa.children, [&](const Child& child) {
               return child.outbound == *request.rekeyed_spi &&
                      sa.own.wants(Purpose::delete_child_sa, child.inbound);
           });
}

void Responder::note_rekeyed_by_peer(IkeSa& sa, std::uint32_t old_outbound, std::uint32_t made,
                                     const Octets& lowest_nonce)
{
    const auto old = std::ranges::find(sa.children, old_outbound, &Child::outbound);
    if (old == sa.children.end()) return;
    old->superseded = true;
    sa.put_off_since.reset();
    if (is_rekeying(sa, Purpose::rekey_child_sa, old->inbound)) {
        sa.rekey->rival = Rival{made, lowest_nonce};
    }
}

// Its children, its addresses, and what it was about to ask for them.
void Responder::inherit(IkeSa& from, IkeSa& to, Instant now)
{
    to.children = std::exchange(from.children, {});
    to.addresses = std::exchange(from.addresses, {});
    to.has_place = std::exchange(from.has_place, false);
    if (to.children.empty()) sas_.keep_briefly(to, now, from.until);
    if (from.mobike) {
        to.path = from.path;
        to.on_nat_t_port = from.on_nat_t_port;
    }
    if (from.own.wants(Purpose::check_address)) to.own.want_first({Purpose::check_address});
    for (const Errand& errand : from.own.take_what_is_for_children()) {
        to.own.want(errand);
    }
    begin_upkeep(to, now);
}

// Another is in its place: whoever made that deletes this.
void Responder::supersede(IkeSa& sa, Instant now)
{
    sa.superseded = true;
    sas_.supersede(sa, now);
    agenda_.set(sa.own_spi(), now);
}

// The gateway's own attempt has come to nothing, but the peer's has not.
void Responder::hand_over_to_rival(IkeSa& sa, Instant now)
{
    if (sa.superseded || !sa.rekey || !sa.rekey->rival ||
        sa.own.on_its_way()->purpose != Purpose::rekey_ike_sa) {
        return;
    }
    IkeSa* rival = sas_.by_spi(sa.rekey->rival->spi);
    if (rival == nullptr || rival->state != State::established) return;
    inherit(sa, *rival, now);
    supersede(sa, now);
}

}  // namespace gateway::ike
