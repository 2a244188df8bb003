// Child SAs: what they are made of, their keys (RFC 7296, Section 2.17), and their end.
#include <algorithm>
#include <array>
#include <utility>

#include "crypto/prf_plus.h"
#include "esp/suite.h"
#include "ike/responder.h"
#include "ike/tell.h"

namespace gateway::ike {
namespace {

esp::Negotiated negotiated(const SelectedChild& selected)
{
    return {selected.tuple.encr, selected.tuple.key_length, selected.tuple.integ,
            selected.extended_numbers};
}

struct FamilyAttributes {
    Family family{};
    Attribute address{}, dns{};
};
constexpr std::array families{
    FamilyAttributes{Family::ipv4, Attribute::internal_ip4_address, Attribute::internal_ip4_dns},
    FamilyAttributes{Family::ipv6, Attribute::internal_ip6_address, Attribute::internal_ip6_dns}};

bool asks_for_an_address(const ConfigurationAttributes& asked)
{
    return std::ranges::any_of(
        families, [&](const auto& family) { return asks_for(asked, family.address); });
}

// One of each family that is asked for, as far as there is one: RFC 7296, Section 3.15.4.
std::vector<Octets> leased(const Network& network, const std::string& subject,
                           const ConfigurationAttributes& asked)
{
    std::vector<Octets> addresses;
    for (const FamilyAttributes& family : families) {
        if (!asks_for(asked, family.address)) continue;
        if (auto address = network.lease(subject, family.family)) {
            addresses.push_back(std::move(*address));
        }
    }
    return addresses;
}

ConfigurationReply configuration(const IkeSa& sa, const std::vector<Octets>& dns,
                                 const ConfigurationAttributes& asked)
{
    ConfigurationReply reply;
    for (const FamilyAttributes& family : families) {
        for (const Octets& address : sa.addresses) {
            if (family_of(address) == family.family) {
                reply.attributes.push_back(address_attribute(address));
            }
        }
        if (!asks_for(asked, family.dns)) continue;
        for (const Octets& server : dns) {
            if (family_of(server) != family.family) continue;
            reply.attributes.push_back({std::to_underlying(family.dns), server});
        }
    }
    return reply;
}

}  // namespace

TrafficSelectors selectors_of(const std::vector<Octets>& addresses)
{
    TrafficSelectors selectors;
    for (const Octets& address : addresses) {
        selectors.push_back(selector_of(address, static_cast<unsigned>(8 * address.size())));
    }
    return selectors;
}

void Responder::open_first_child(IkeSa& sa, const Arrival& arrival, const IkeAuthRequest& claims,
                                 Response& response, Actions& actions)
{
    const ConfigurationAttributes asked =
        claims.configuration.value_or(ConfigurationAttributes{});
    const Network& network = settings_.network;
    ChildNegotiation negotiation;
    negotiation.selected =
        seams_.select_child({claims.child->proposals, {}, true}, settings_.ipsec_rows);
    negotiation.has_address = asks_for_an_address(asked);
    if (negotiation.selected) sa.addresses = leased(network, sa.subject, asked);
    negotiation.is_leased = !sa.addresses.empty();
    negotiation.remote = narrowed(claims.child->initiator, selectors_of(sa.addresses));
    negotiation.local = narrowed(claims.child->responder, network.served);
    keep_common_families(negotiation.remote, negotiation.local);
    if (const auto refusal = refused_by(seams_.rules.child, negotiation)) {
        // RFC 7296, Section 1.2: the IKE SA is created all the same.
        if (const auto* notify = std::get_if<Notify>(&*refusal)) {
            response.payloads.emplace_back(*notify);
            actions.events.push_back(refused(arrival, notify->type));
        }
        for (const Octets& address : std::exchange(sa.addresses, {})) {
            network.release(address);
        }
        return;
    }
    if (!negotiation.selected) return;
    ChildSa child = child_of(sa, *negotiation.selected,
                             joined({sa.initiator_nonce, sa.responder_nonce}), fresh_child_spi());
    child.remote = negotiation.remote;
    child.local = negotiation.local;
    if (claims.configuration) {
        response.payloads.emplace_back(configuration(sa, network.dns, asked));
    }
    response.payloads.emplace_back(
        SelectedChildProposal{*negotiation.selected, child.inbound_spi});
    response.payloads.emplace_back(SelectorsOfInitiator{child.remote});
    response.payloads.emplace_back(SelectorsOfResponder{child.local});
    keep(sa, child, *negotiation.selected, {});
    actions.events.push_back(opened(sa, child));
    actions.open.push_back(std::move(child));
}

// Its age counts from the message that asked for it.
void Responder::keep(IkeSa& sa, const ChildSa& child, const SelectedChild& selected,
                     std::optional<std::uint16_t> group)
{
    sa.children.push_back({child.inbound_spi, child.outbound_spi, selected.tuple,
                           selected.extended_numbers, group, child.remote, child.local,
                           term_of(settings_.upkeep.child_sa, sa.heard, random_octets(1).front())});
}

void Responder::discard(IkeSa& sa, std::uint32_t inbound_spi, Actions& actions)
{
    std::erase_if(sa.children, [&](const Child& child) { return child.inbound == inbound_spi; });
    child_spis_.erase(inbound_spi);
    actions.close.push_back(inbound_spi);
}

ChildSa Responder::child_of(const IkeSa& sa, const SelectedChild& selected, const Octets& nonces,
                            std::uint32_t inbound_spi) const
{
    const auto suite = esp::suite_of(negotiated(selected));
    ChildSa child;
    child.path = sa.path;
    child.nat = sa.nat;
    child.on_nat_t_port = sa.on_nat_t_port;
    // On the port that they share the peer has the choice, and it is known once it is heard.
    child.is_plain =
        settings_.network.plain_esp && !sa.nat.is_anywhere() && !sa.on_nat_t_port;
    child.inbound_spi = inbound_spi;
    child.outbound_spi = selected.peer_spi;
    child.suite = suite.value();
    const Octets keymat =
        crypto::prf_plus(sa.algorithms->prf, sa.keys.sk_d, nonces, suite->keymat_size());
    const auto keys = esp::split_keymat(*suite, keymat);
    child.inbound_keys = keys->from_initiator;
    child.outbound_keys = keys->from_responder;
    return child;
}

std::uint32_t Responder::fresh_child_spi()
{
    constexpr std::uint32_t largest_reserved = 255;
    for (;;) {
        const std::uint32_t spi = Cursor{random_octets(4)}.u32();
        if (spi > largest_reserved && child_spis_.insert(spi).second) return spi;
    }
}

void Responder::end(IkeSa& sa, Instant now, Actions& actions)
{
    hand_over_to_rival(sa, now);
    agenda_.forget(sa.own_spi());
    fragments_.forget(sa.own_spi());
    answer_fragments_.forget(sa.own_spi());
    waiting_.erase(sa.own_spi());
    let_go(sa, actions);
    sa.children.clear();
    sa.addresses.clear();
    sa.has_place = false;
    sas_.close(sa, Step::deleted, now);
}

void Responder::let_go(const IkeSa& sa, Actions& actions)
{
    for (const Child& child : sa.children) {
        child_spis_.erase(child.inbound);
        actions.close.push_back(child.inbound);
    }
    const auto& errand = sa.own.on_its_way();
    if (sa.rekey && errand && errand->child != 0) {
        child_spis_.erase(static_cast<std::uint32_t>(sa.rekey->spi));
    }
    for (const Octets& address : sa.addresses) {
        settings_.network.release(address);
    }
    if (sa.has_place) settings_.network.leave();
}

}  // namespace gateway::ike
