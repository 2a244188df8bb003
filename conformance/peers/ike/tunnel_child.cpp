// CREATE_CHILD_SA inside a tunnel: RFC 7296, Sections 1.3.1 and 2.17.
#include <algorithm>

#include "peers/ike/child_offer.h"
#include "peers/ike/tunnel.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t usual_public_octets = 64;  // of a group that has no length of its own

std::optional<std::uint16_t> wanted_group(const Conclusion& conclusion)
{
    const auto* notify = conclusion.notify(NotifyType::invalid_ke_payload);
    if (notify == nullptr || notify->data.size() != 2) { return std::nullopt; }
    return static_cast<std::uint16_t>(notify->data[0] << 8 | notify->data[1]);
}

}  // namespace

std::string NewChild::code() const
{
    if (selected) { return "accepted"; }
    if (wanted_group) { return "invalid-ke:" + std::to_string(*wanted_group); }
    for (const auto& one : conclusion.inside) {
        const auto* notify = std::get_if<Notify>(&one.body);
        if (notify != nullptr && notify->is_error()) { return "refused-by-notify:" + std::to_string(notify->type); }
    }
    if (conclusion.answer.kind == Answer::Kind::silence) { return "silent"; }
    return conclusion.answer.kind == Answer::Kind::refused ? "refused" : "unexpected";
}

Message Tunnel::create(SecurityAssociation offer, std::uint16_t ke_group)
{
    auto message = informational();
    message.exchange_type = static_cast<std::uint8_t>(ExchangeType::create_child_sa);
    message.payloads.push_back(payload(std::move(offer)));
    message.payloads.push_back(payload(Nonce{bench_.random.octets(32)}));
    group_ = ke_group;
    key_exchange_ = nullptr;
    if (ke_group != 0) {
        Octets value;
        if (crypto::supports_group(ke_group)) {
            key_exchange_ = crypto::key_exchange(ke_group, bench_.random);
            value = key_exchange_->public_value();
        } else {
            const auto* known = catalog::find(bench_.registries.group, ke_group);
            value = bench_.random.octets(known == nullptr || known->octets == 0 ? usual_public_octets : known->octets);
        }
        message.payloads.push_back(payload(KeyExchange{ke_group, 0, std::move(value)}));
    }
    return message;
}

Message Tunnel::create_child_sa(SecurityAssociation offer, std::uint16_t ke_group)
{
    auto message = create(std::move(offer), ke_group);
    message.payloads.push_back(payload(PayloadType::traffic_selector_initiator, every_ipv4_packet()));
    message.payloads.push_back(payload(PayloadType::traffic_selector_responder, every_ipv4_packet()));
    return message;
}

std::optional<Octets> Tunnel::secret_with(const KeyExchange* share, std::uint16_t group) const
{
    if (key_exchange_ == nullptr || share == nullptr || share->group != group_ || group != group_) { return std::nullopt; }
    return key_exchange_->shared_secret(share->data);
}

NewChild Tunnel::open_child(const Message& request)
{
    NewChild made;
    made.conclusion = exchange(request);
    const auto* offered = request.body<SecurityAssociation>(PayloadType::security_association);
    const auto* chosen = made.conclusion.body<SecurityAssociation>(PayloadType::security_association);
    if (chosen == nullptr || chosen->proposals.size() != 1) {
        made.wanted_group = wanted_group(made.conclusion);
        return made;
    }
    made.selected = chosen->proposals.front();
    const auto* own = request.body<Nonce>(PayloadType::nonce);
    const auto* theirs = made.conclusion.body<Nonce>(PayloadType::nonce);
    if (offered == nullptr || own == nullptr || theirs == nullptr) { return made; }
    Octets secret;
    const auto group = made.selected->of(TransformType::key_exchange_method);
    if (!group.empty() && group.front().id != 0) {
        const auto agreed = secret_with(made.conclusion.body<KeyExchange>(PayloadType::key_exchange), group.front().id);
        if (!agreed) { return made; }
        secret = *agreed;
    }
    made.sa = child_of(*offered, *chosen, secret, {own->data, theirs->data});
    return made;
}

Conclusion Tunnel::close_child(View own_spi)
{
    return exchange(informational({payload(Delete{protocol_esp, {{own_spi.begin(), own_spi.end()}}, {}, {}, {}})}));
}

std::optional<ChildSa> Tunnel::child_of(const SecurityAssociation& offered, const SecurityAssociation& chosen, View secret,
                                        const Nonces& nonces)
{
    if (offered.proposals.empty() || chosen.proposals.size() != 1) { return std::nullopt; }
    const auto& proposal = chosen.proposals.front();
    const auto protection = protection_of(proposal);
    if (!protection) { return std::nullopt; }
    const auto keys = derive_child_keys(*protection, prf_, keys_.d, nonces, secret);
    if (!keys) { return std::nullopt; }
    ChildSa child{*protection, offered.proposals.front().spi, proposal.spi, *keys};
    for (auto& line : esp_sa_lines(child, initiator_.local(), initiator_.remote())) {
        bench_.notebook.keep_key("esp_sa", std::move(line));
    }
    return child;
}

}  // namespace conformance::peers::ike
