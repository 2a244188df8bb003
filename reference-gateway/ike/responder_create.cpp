// CREATE_CHILD_SA: HDR, SK {[N(REKEY_SA),] SA, Ni, [KEi,] [TSi, TSr]}  -->
//                  <--  HDR, SK {SA, Nr, [KEr,] [TSi, TSr]}
#include <algorithm>
#include <utility>

#include "ike/responder.h"
#include "ike/tell.h"

namespace gateway::ike {
namespace {

constexpr std::size_t ike_spi_octets = 8;
constexpr std::size_t most_children = 16;  // of one IKE SA, and as many again in their places

std::optional<std::uint16_t> group_in(const CreateChildSaRequest& request)
{
    if (!request.key_share) return std::nullopt;
    return request.key_share->group;
}

std::optional<std::uint32_t> lost(const IkeSa& sa, const CreateChildSaRequest& request)
{
    if (!request.rekeyed_spi) return std::nullopt;
    const bool is_there = std::ranges::any_of(sa.children, [&](const Child& child) {
        return child.outbound == *request.rekeyed_spi;
    });
    return is_there ? std::nullopt : request.rekeyed_spi;
}

// One that takes the place of another stands beside it until the other is deleted.
bool has_room(const IkeSa& sa, const CreateChildSaRequest& request)
{
    const bool replaces_one = request.rekeyed_spi && !lost(sa, request);
    return sa.children.size() < (replaces_one ? 2 * most_children : most_children);
}

}  // namespace

Octets octets_of(std::uint64_t spi)
{
    Writer out;
    out.u64(spi);
    return out.take();
}

IkeSa successor_of(const IkeSa& sa, const SelectedProposal& selected)
{
    IkeSa made;
    made.state = State::established;
    made.peer_address = sa.peer_address;
    made.peer_hashes = sa.peer_hashes;
    made.selected = selected;
    made.algorithms = algorithms_of(selected.tuple);
    made.subject = sa.subject;
    made.person = sa.person;
    made.next_message_id = 0;
    made.path = sa.path;
    made.on_nat_t_port = sa.on_nat_t_port;
    made.nat = sa.nat;
    made.mobike = sa.mobike;
    made.supports_fragments = sa.supports_fragments;
    made.longest_fragment = sa.longest_fragment;
    made.heard = sa.heard;
    return made;
}

std::uint16_t Creation::group() const
{
    if (ike) return ike->tuple.group;
    return child ? child->group : std::uint16_t{0};
}

void Responder::on_create_child_sa(IkeSa& sa, const Arrival& arrival, CreateChildSaRequest request,
                                   Instant now, Actions& actions)
{
    Creation creation;
    const auto group = group_in(request);
    if (request.is_for_an_ike_sa()) {
        creation.ike =
            seams_.select({request.proposals, group.value_or(0), arrival.on_nat_t_port,
                           ike_spi_octets},
                          settings_.rows);
    } else {
        creation.child =
            seams_.select_child({request.proposals, group, false}, settings_.ipsec_rows);
    }
    const CreateNegotiation negotiation{creation.ike || creation.child, creation.group(),
                                        request.key_share, lost(sa, request),
                                        creation.ike || has_room(sa, request),
                                        collides(sa, request, request.is_for_an_ike_sa())};
    auto refusal = refused_by(seams_.rules.create_child_sa, negotiation);
    if (!refusal && creation.child) {
        creation.selectors = selectors_for(sa, *creation.child, request);
        refusal = refused_by(seams_.rules.child, creation.selectors);
    }
    if (refusal) {
        refuse_within(sa, arrival, *refusal, now, actions);
        return;
    }
    creation.request = std::move(request);
    if (creation.group() == 0) {
        create(sa, arrival, creation, {}, now, actions);
        return;
    }
    sa.last_identity = identity_within(arrival);
    sa.last_response.clear();
    Arrival kept = arrival;
    kept.message = {};
    actions.compute.push_back(
        {sa.own_spi(),
         crypto::KeyAgreement{creation.group(),
                              random_octets(crypto::private_seed_size(creation.group())),
                              creation.request.key_share.value_or(KeyShare{}).data}});
    waiting_.insert_or_assign(sa.own_spi(), Waiting{std::move(kept), std::move(creation)});
}

ChildNegotiation Responder::selectors_for(const IkeSa& sa, const SelectedChild& selected,
                                          const CreateChildSaRequest& request) const
{
    const bool has_address = !sa.addresses.empty();
    ChildNegotiation negotiation{selected, has_address, has_address,
                                 narrowed(request.initiator, selectors_of(sa.addresses)),
                                 narrowed(request.responder, settings_.network.served)};
    keep_common_families(negotiation.remote, negotiation.local);
    return negotiation;
}

// INVALID_SYNTAX ends the SA, without a Delete: RFC 7296, Section 2.21.3.
void Responder::refuse_within(IkeSa& sa, const Arrival& arrival, const Refusal& refusal,
                              Instant now, Actions& actions)
{
    const auto* notify = std::get_if<Notify>(&refusal);
    if (notify == nullptr) return;
    Response response = response_to(sa, arrival);
    response.payloads = {*notify};
    answer_within(sa, arrival, std::move(response), actions);
    actions.events.push_back(refused(arrival, notify->type));
    if (seams_.ends_the_sa(notify->type)) end(sa, now, actions);
}

void Responder::create(IkeSa& sa, const Arrival& arrival, const Creation& creation,
                       const std::optional<crypto::Agreed>& agreed, Instant now, Actions& actions)
{
    if (creation.group() != 0 && !agreed) {
        // A public value that is none of its group: RFC 6989, Section 2.5.
        refuse_within(sa, arrival, Notify{NotifyType::invalid_syntax, {}}, now, actions);
        return;
    }
    const Octets nonce = random_octets(seams_.nonce_size);
    if (creation.ike) {
        create_ike_sa(sa, arrival, creation, nonce, agreed.value_or(crypto::Agreed{}), now,
                      actions);
    } else if (creation.child) {
        if (sa.has_place && sa.children.empty()) sas_.keep(sa, now);
        create_child(sa, arrival, creation, nonce, agreed, actions);
    }
}

void Responder::create_child(IkeSa& sa, const Arrival& arrival, const Creation& creation,
                             const Octets& nonce, const std::optional<crypto::Agreed>& agreed,
                             Actions& actions)
{
    const Octets secret = seams_.child_secret(agreed ? agreed->shared_secret : Octets{});
    ChildSa child = child_of(sa, *creation.child,
                             joined({secret, creation.request.nonce, nonce}), fresh_child_spi());
    child.remote = creation.selectors.remote;
    child.local = creation.selectors.local;
    Response response = response_to(sa, arrival);
    response.payloads = {SelectedChildProposal{*creation.child, child.inbound_spi}, Nonce{nonce}};
    if (agreed) {
        response.payloads.emplace_back(KeyShare{creation.group(), agreed->public_value});
    }
    response.payloads.emplace_back(SelectorsOfInitiator{child.remote});
    response.payloads.emplace_back(SelectorsOfResponder{child.local});
    keep(sa, child, *creation.child, creation.group());
    if (creation.request.rekeyed_spi) {
        note_rekeyed_by_peer(sa, *creation.request.rekeyed_spi, child.inbound_spi,
                             lower(creation.request.nonce, nonce));
    }
    actions.events.push_back(opened(sa, child));
    actions.open.push_back(std::move(child));
    answer_within(sa, arrival, std::move(response), actions);
}

// What the old SA has passes to the new one; the old one lives until its peer deletes it, and not
// long without that. Where the gateway has asked for another too, nobody knows yet which stays.
void Responder::create_ike_sa(IkeSa& sa, const Arrival& arrival, const Creation& creation,
                              const Octets& nonce, const crypto::Agreed& agreed, Instant now,
                              Actions& actions)
{
    IkeSa made = successor_of(sa, *creation.ike);
    made.initiator_spi = Cursor{creation.ike->spi}.u64();
    made.responder_spi = fresh_spi();
    made.keys = derive_keys_again(
        *made.algorithms,
        {creation.request.nonce, nonce, made.initiator_spi, made.responder_spi,
         agreed.shared_secret},
        seams_.prf_of_skeyseed(sa.algorithms->prf, made.algorithms->prf), sa.keys.sk_d);
    SelectedProposal selected = *creation.ike;
    selected.spi = octets_of(made.responder_spi);
    Response response = response_to(sa, arrival);
    response.payloads = {selected, Nonce{nonce},
                         KeyShare{creation.group(), agreed.public_value}};
    actions.events.push_back(rekeyed(sa, made));
    answer_within(sa, arrival, std::move(response), actions);
    const std::uint64_t spi = made.own_spi();
    sas_.add_established(std::move(made), now);
    if (is_rekeying(sa, Purpose::rekey_ike_sa, 0)) {
        sa.rekey->rival = Rival{spi, lower(creation.request.nonce, nonce)};
        begin_upkeep(*sas_.by_spi(spi), now);
    } else {
        inherit(sa, *sas_.by_spi(spi), now);
        supersede(sa, now);
    }
}

}  // namespace gateway::ike
