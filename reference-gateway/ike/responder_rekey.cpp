// New SAs in the place of old ones, asked for by the gateway: RFC 7296, Sections 1.3 and 2.8.
//   HDR, SK {[N(REKEY_SA),] SA, Ni, [KEi,] [TSi, TSr]}  -->
//   <--  HDR, SK {SA, Nr, [KEr,] [TSi, TSr]}
#include <algorithm>
#include <utility>

#include "ike/notify_payload.h"
#include "ike/offered_child.h"
#include "ike/responder.h"
#include "ike/tell.h"

namespace gateway::ike {
namespace {

constexpr std::size_t ike_spi_octets = 8;

Octets octets_of(std::uint32_t spi)
{
    Writer out;
    out.u32(spi);
    return out.take();
}

const Child* child_in(const IkeSa& sa, std::uint32_t inbound)
{
    const auto found = std::ranges::find(sa.children, inbound, &Child::inbound);
    return found == sa.children.end() ? nullptr : &*found;
}

// Whether a new one is still wanted in its place.
bool is_to_be_replaced(const IkeSa& sa, const Errand& errand)
{
    if (errand.purpose == Purpose::rekey_ike_sa) return !sa.superseded;
    const Child* child = child_in(sa, errand.child);
    return child != nullptr && (!child->superseded || errand.purpose == Purpose::create_child_sa);
}

std::optional<std::uint16_t> group_in(View data)
{
    Cursor in{data};
    const std::uint16_t group = in.u16();
    if (!in.at_end()) return std::nullopt;
    return group;
}

}  // namespace

bool Responder::begin_rekey(IkeSa& sa, const Errand& errand, Actions& actions, Instant now)
{
    if (!is_to_be_replaced(sa, errand)) return false;
    OwnRekey rekey;
    if (errand.purpose == Purpose::rekey_ike_sa) {
        rekey.group = sa.selected.tuple.group;
        rekey.spi = fresh_spi();
    } else {
        const auto rows = rows_for(*child_in(sa, errand.child), settings_.ipsec_rows);
        if (rows.empty()) return false;
        rekey.group = errand.group != 0 ? errand.group : rows.front().group;
        rekey.spi = fresh_child_spi();
    }
    rekey.nonce = random_octets(seams_.nonce_size);
    rekey.private_seed = random_octets(crypto::private_seed_size(rekey.group));
    sa.rekey = std::move(rekey);
    if (sa.rekey->group == 0) {
        ask_for_another(sa, {}, now, actions);
        return true;
    }
    const std::uint64_t ticket = fresh_spi();
    own_work_.emplace(ticket, OwnWork{sa.own_spi()});
    actions.compute.push_back({ticket, crypto::KeyAgreement{sa.rekey->group, sa.rekey->private_seed,
                                                            crypto::generator(sa.rekey->group)}});
    return true;
}

void Responder::ask_for_another(IkeSa& sa, const Octets& public_value, Instant now,
                                Actions& actions)
{
    const Errand errand = sa.own.on_its_way().value();
    if (!is_to_be_replaced(sa, errand)) {
        give_up_rekey(sa, {});
        return;
    }
    OwnRekey& rekey = *sa.rekey;
    std::vector<Payload> payloads;
    if (errand.purpose == Purpose::rekey_ike_sa) {
        payloads = {SelectedProposal{1, sa.selected.tuple, false, ike::octets_of(rekey.spi)},
                    Nonce{rekey.nonce}, KeyShare{rekey.group, public_value}};
    } else {
        const Child& child = *child_in(sa, errand.child);
        if (errand.purpose == Purpose::rekey_child_sa) {
            payloads.emplace_back(
                Notify{NotifyType::rekey_sa, {}, protocol_esp, octets_of(child.inbound)});
        }
        payloads.emplace_back(offer_for(child, settings_.ipsec_rows, rekey.group,
                                        static_cast<std::uint32_t>(rekey.spi)));
        payloads.emplace_back(Nonce{rekey.nonce});
        if (rekey.group != 0) payloads.emplace_back(KeyShare{rekey.group, public_value});
        payloads.emplace_back(SelectorsOfInitiator{child.local});
        payloads.emplace_back(SelectorsOfResponder{child.remote});
    }
    rekey.is_sent = true;
    ask(sa, ExchangeType::create_child_sa, std::move(payloads), now, actions);
}

void Responder::on_rekey_answer(IkeSa& sa, const Chain& chain, Instant now, Actions& actions)
{
    const Errand errand = sa.own.on_its_way().value();
    for (const ReceivedNotify& notify : notifies_of(chain)) {
        if (!notify.is_error()) continue;
        const auto why = static_cast<NotifyType>(notify.type);
        on_rekey_refused(sa, errand, why, group_in(notify.data), now, actions);
        return;
    }
    auto answer = parse_create_child_sa(chain);
    auto creation = answer ? accepted(sa, std::move(*answer)) : std::nullopt;
    if (!creation) {
        actions.events.push_back(not_rekeyed(sa, "unacceptable"));
        give_up_rekey(sa, {});
        return;
    }
    if (creation->group() == 0) {
        finish_rekey(sa, *creation, {}, now, actions);
        return;
    }
    const std::uint64_t ticket = fresh_spi();
    actions.compute.push_back({ticket, crypto::KeyAgreement{sa.rekey->group, sa.rekey->private_seed,
                                                            creation->request.key_share->data}});
    own_work_.emplace(ticket, OwnWork{sa.own_spi(), std::move(creation)});
}

// The one proposal of an answer has to be one of those that were offered, with the key share that
// goes with it.
std::optional<Creation> Responder::accepted(const IkeSa& sa, CreateChildSaRequest answer) const
{
    const Errand errand = sa.own.on_its_way().value();
    if (answer.proposals.size() != 1 || !has_one_of_each_type(answer.proposals.front())) {
        return std::nullopt;
    }
    Creation creation;
    if (errand.purpose == Purpose::rekey_ike_sa) {
        creation.ike = ike::select({answer.proposals, sa.rekey->group, false, ike_spi_octets},
                                   {sa.selected.tuple});
        if (!creation.ike) return std::nullopt;
    } else {
        const Child* child = child_in(sa, errand.child);
        const auto rows = child == nullptr ? IpsecRows{} : rows_for(*child, settings_.ipsec_rows);
        creation.child = ike::select_child({answer.proposals, sa.rekey->group, false}, rows);
        if (!creation.child || creation.child->extended_numbers != child->extended_numbers) {
            return std::nullopt;
        }
        creation.selectors = {creation.child, true, true, narrowed(answer.responder, child->remote),
                              narrowed(answer.initiator, child->local)};
        if (creation.selectors.remote.empty() || creation.selectors.local.empty()) {
            return std::nullopt;
        }
    }
    const std::uint16_t group = creation.group();
    if (group != 0 &&
        (group != sa.rekey->group || !answer.key_share || answer.key_share->group != group)) {
        return std::nullopt;
    }
    creation.request = std::move(answer);
    return creation;
}

void Responder::on_rekey_refused(IkeSa& sa, const Errand& errand, NotifyType why,
                                 std::optional<std::uint16_t> group, Instant now, Actions& actions)
{
    actions.events.push_back(not_rekeyed(sa, std::to_string(std::to_underlying(why))));
    const bool has_rival = sa.rekey->rival.has_value();
    if (why == NotifyType::temporary_failure && !has_rival) {
        const Upkeep& upkeep = settings_.upkeep;
        if (!sa.put_off_since) sa.put_off_since = now;
        give_up_rekey(sa, now + upkeep.pause + jittered(upkeep.pause));
        if (now - *sa.put_off_since >= upkeep.patience) {
            sa.own.want_first({Purpose::delete_ike_sa});
        }
        return;
    }
    give_up_rekey(sa, {});
    const Child* child = child_in(sa, errand.child);
    if (why == NotifyType::invalid_ke_payload && errand.group == 0 && child != nullptr && group &&
        is_offered(*child, settings_.ipsec_rows, *group)) {
        sa.own.want_first({errand.purpose, errand.child, *group});
    } else if (why == NotifyType::child_sa_not_found && child != nullptr && !has_rival &&
               errand.purpose == Purpose::rekey_child_sa) {
        // RFC 7296, Section 2.25: it goes without a word, and another is asked for.
        actions.close.push_back(errand.child);
        sa.own.want_first({Purpose::create_child_sa, errand.child});
    }
}

OwnRekey Responder::drop_rekey(IkeSa& sa)
{
    OwnRekey rekey = std::move(*sa.rekey);
    sa.rekey.reset();
    sa.own.finish();
    return rekey;
}

// Without a retry the old SA lives until its term is over.
void Responder::give_up_rekey(IkeSa& sa, std::optional<Instant> retry_at)
{
    const Errand errand = sa.own.on_its_way().value();
    if (errand.purpose == Purpose::rekey_ike_sa) {
        hand_over_to_rival(sa, sa.heard);
        drop_rekey(sa);
        sa.term.rekey_at = retry_at.value_or(sa.term.end_at);
        return;
    }
    child_spis_.erase(static_cast<std::uint32_t>(drop_rekey(sa).spi));
    const auto child = std::ranges::find(sa.children, errand.child, &Child::inbound);
    if (child == sa.children.end()) return;
    if (errand.purpose == Purpose::create_child_sa && !retry_at) {
        child_spis_.erase(errand.child);  // its peer has lost it before
        sa.children.erase(child);
    } else {
        child->term.rekey_at = retry_at.value_or(child->term.end_at);
    }
}

void Responder::finish_rekey(IkeSa& sa, const Creation& answer,
                             const std::optional<crypto::Agreed>& agreed, Instant now,
                             Actions& actions)
{
    const Errand errand = sa.own.on_its_way().value();
    const OwnRekey rekey = drop_rekey(sa);
    const Octets secret = agreed ? agreed->shared_secret : Octets{};
    sa.put_off_since.reset();
    if (answer.ike) {
        finish_ike_sa(sa, rekey, answer, secret, now, actions);
    } else {
        finish_child(sa, errand, rekey, answer, secret, actions);
    }
}

void Responder::finish_child(IkeSa& sa, const Errand& errand, const OwnRekey& rekey,
                             const Creation& answer, const Octets& secret, Actions& actions)
{
    const Octets& nonce = answer.request.nonce;
    const bool has_lost = rekey.rival && loses(lower(rekey.nonce, nonce), *rekey.rival);
    ChildSa made = child_of(sa, *answer.child, joined({secret, rekey.nonce, nonce}),
                            static_cast<std::uint32_t>(rekey.spi));
    std::swap(made.inbound_keys, made.outbound_keys);  // the gateway is this exchange's initiator
    made.remote = answer.selectors.remote;
    made.local = answer.selectors.local;
    made.receives_only = has_lost;
    keep(sa, made, *answer.child, answer.group());
    const auto mark = [&](std::uint32_t inbound) {
        const auto child = std::ranges::find(sa.children, inbound, &Child::inbound);
        if (child != sa.children.end()) child->superseded = true;
    };
    mark(errand.child);
    if (has_lost) mark(made.inbound_spi);
    if (rekey.rival && !has_lost) mark(static_cast<std::uint32_t>(rekey.rival->spi));
    if (errand.purpose == Purpose::create_child_sa) {
        discard(sa, errand.child, actions);
    } else {
        sa.own.want({Purpose::delete_child_sa, has_lost ? made.inbound_spi : errand.child});
    }
    actions.events.push_back(opened(sa, made));
    actions.open.push_back(std::move(made));
}

void Responder::finish_ike_sa(IkeSa& sa, const OwnRekey& rekey, const Creation& answer,
                              const Octets& secret, Instant now, Actions& actions)
{
    const Octets& nonce = answer.request.nonce;
    IkeSa made = successor_of(sa, *answer.ike);
    made.begun_here = true;
    made.initiator_spi = rekey.spi;
    made.responder_spi = Cursor{answer.ike->spi}.u64();
    made.keys = mirrored(derive_keys_again(
        *made.algorithms, {rekey.nonce, nonce, made.initiator_spi, made.responder_spi, secret},
        seams_.prf_of_skeyseed(sa.algorithms->prf, made.algorithms->prf), sa.keys.sk_d));
    actions.events.push_back(rekeyed(sa, made));
    sas_.add_established(std::move(made), now);
    IkeSa& own = *sas_.by_spi(rekey.spi);
    IkeSa* rival = rekey.rival ? sas_.by_spi(rekey.rival->spi) : nullptr;
    if (rival != nullptr && rival->state == State::established &&
        loses(lower(rekey.nonce, nonce), *rekey.rival)) {
        inherit(sa, *rival, now);
        own.own.want({Purpose::delete_ike_sa});
        supersede(own, now);
        supersede(sa, now);
        return;
    }
    inherit(sa, own, now);
    sa.own.want({Purpose::delete_ike_sa});
    supersede(sa, now);
    if (rival != nullptr && rival->state == State::established) supersede(*rival, now);
}

}  // namespace gateway::ike
