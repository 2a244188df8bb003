// Rekeying by CREATE_CHILD_SA: RFC 7296, Sections 1.3.2, 1.3.3 and 2.18.
#include "peers/ike/tunnel.h"
#include "peers/ike/rekeyed_keys.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t ike_spi_octets = 8;

std::uint64_t spi_of(View octets)
{
    std::uint64_t spi = 0;
    for (const auto octet : octets) {
        spi = spi << 8U | octet;
    }
    return spi;
}

Payload rekey_sa(View own_spi)
{
    Notify notify;
    notify.protocol = protocol_esp;
    notify.type = static_cast<std::uint16_t>(NotifyType::rekey_sa);
    notify.spi.assign(own_spi.begin(), own_spi.end());
    return payload(std::move(notify));
}

}  // namespace

SecurityAssociation rekey_offer(const std::vector<catalog::IkeRow>& rows, Random& random)
{
    auto spi = random.octets(ike_spi_octets);
    spi.front() |= 1U;
    SecurityAssociation offer;
    for (const auto& row : rows) {
        auto proposal = proposal_of(row);
        proposal.number = static_cast<std::uint8_t>(offer.proposals.size() + 1);
        proposal.spi = spi;
        offer.proposals.push_back(std::move(proposal));
    }
    return offer;
}

Message Tunnel::rekey_child_sa(SecurityAssociation offer, std::uint16_t ke_group, View own_spi)
{
    auto message = create_child_sa(std::move(offer), ke_group);
    message.payloads.insert(message.payloads.begin(), rekey_sa(own_spi));
    return message;
}

Message Tunnel::rekey_ike_sa(SecurityAssociation offer, std::uint16_t ke_group)
{
    return create(std::move(offer), ke_group);
}

NewIkeSa Tunnel::open_ike_sa(const Message& request)
{
    NewIkeSa made;
    made.conclusion = exchange(request);
    const auto* offered = request.body<SecurityAssociation>(PayloadType::security_association);
    const auto* chosen =
        made.conclusion.body<SecurityAssociation>(PayloadType::security_association);
    if (chosen == nullptr || chosen->proposals.size() != 1) {
        return made;
    }
    made.selected = chosen->proposals.front();
    const auto tuple = tuple_of(*made.selected);
    const auto* own = request.body<Nonce>(PayloadType::nonce);
    const auto* theirs = made.conclusion.body<Nonce>(PayloadType::nonce);
    const auto* share = made.conclusion.body<KeyExchange>(PayloadType::key_exchange);
    const bool is_readable = offered != nullptr && !offered->proposals.empty() && tuple &&
                             own != nullptr && theirs != nullptr &&
                             made.selected->spi.size() == ike_spi_octets;
    const auto secret = is_readable ? secret_with(share, tuple->group) : std::nullopt;
    if (!secret) {
        return made;
    }
    Octets spis = offered->proposals.front().spi;
    append(spis, made.selected->spi);
    const auto keys =
        derive_rekeyed_keys(*tuple, prf_, keys_.d, *secret, {own->data, theirs->data}, spis);
    if (keys) {
        made.sa = {spi_of(offered->proposals.front().spi), spi_of(made.selected->spi), tuple->prf,
                   *keys, 0};
    }
    return made;
}

void Tunnel::change_to(OwnSa sa)
{
    initiator_.assume_spi(sa.initiator_spi);
    responder_spi_ = sa.responder_spi;
    prf_ = sa.prf;
    keys_ = std::move(sa.keys);
    next_id_ = sa.next_id;
}

}  // namespace conformance::peers::ike
