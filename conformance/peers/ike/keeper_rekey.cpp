// New keys that the gateway asks for: CREATE_CHILD_SA, RFC 7296, Sections 1.3.2, 1.3.3, 2.17
// and 2.18.
#include <algorithm>
#include <memory>

#include "crypto/key_exchange.h"
#include "peers/ike/child_offer.h"
#include "peers/ike/choice.h"
#include "peers/ike/keeper.h"
#include "peers/ike/rekeyed_keys.h"
#include "peers/ike/tuple.h"
#include "wire/ike/narrate.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

constexpr std::size_t nonce_octets = 32;
constexpr std::uint8_t spi_octets = 8;

template <class T>
const T* body_of(const std::vector<Payload>& payloads, PayloadType type)
{
    const auto found =
        std::ranges::find_if(payloads, [&](const Payload& one) { return one.is(type); });
    return found == payloads.end() ? nullptr : std::get_if<T>(&found->body);
}

std::uint64_t number_of(View spi)
{
    std::uint64_t number = 0;
    for (const auto octet : spi) {
        number = number << 8 | octet;
    }
    return number;
}

// Of an offer nothing was taken of: another group would do, or none would.
std::vector<Payload> refusal(const SecurityAssociation& offer, std::uint16_t group)
{
    const auto known = known_group(offer);
    if (!known || *known == group) {
        return {notify(NotifyType::no_proposal_chosen)};
    }
    return {notify(NotifyType::invalid_ke_payload,
                   {static_cast<std::uint8_t>(*known >> 8), static_cast<std::uint8_t>(*known)})};
}

// Both sides' part of a CREATE_CHILD_SA, as far as it is the same for an IKE SA and a Child SA.
struct Exchange {
    const SecurityAssociation* offer;
    const Nonce* nonce;
    const KeyExchange* share;
    std::uint16_t group;
    std::unique_ptr<crypto::KeyExchange> own_share = {};
    Octets secret = {}, own_nonce = {};

    explicit Exchange(const std::vector<Payload>& request)
        : offer{body_of<SecurityAssociation>(request, PayloadType::security_association)},
          nonce{body_of<Nonce>(request, PayloadType::nonce)},
          share{body_of<KeyExchange>(request, PayloadType::key_exchange)},
          group{share == nullptr ? std::uint16_t{0} : share->group}
    {
    }

    [[nodiscard]] bool is_whole() const { return offer != nullptr && nonce != nullptr; }
    // Whether there is a secret now, where there is to be one.
    [[nodiscard]] bool agree(Random& random)
    {
        own_nonce = random.octets(nonce_octets);
        if (share == nullptr) {
            return true;
        }
        own_share = crypto::key_exchange(group, random);
        const auto agreed = own_share->shared_secret(share->data);
        secret = agreed.value_or(Octets{});
        return agreed.has_value();
    }
    [[nodiscard]] Nonces nonces() const { return {nonce->data, own_nonce}; }
    // SA, Nr and KEr of the response.
    [[nodiscard]] std::vector<Payload> answer(Proposal proposal) const
    {
        std::vector<Payload> payloads{payload(SecurityAssociation{{std::move(proposal)}, {}}),
                                      payload(Nonce{own_nonce})};
        if (own_share != nullptr) {
            payloads.push_back(payload(KeyExchange{group, 0, own_share->public_value()}));
        }
        return payloads;
    }
};

}  // namespace

Keeper::Payloads Keeper::rekeyed_ike(const LivingSa& sa, const Payloads& request, Outcome& outcome)
{
    Exchange exchange{request};
    if (!exchange.is_whole() || exchange.share == nullptr) {
        return {notify(NotifyType::invalid_syntax)};
    }
    auto proposal = chosen_for_ike(*exchange.offer, exchange.group);
    if (!proposal) {
        return refusal(*exchange.offer, exchange.group);
    }
    if (!exchange.agree(random_)) {
        return {notify(NotifyType::invalid_syntax)};
    }
    const auto tuple = *tuple_of(*proposal);
    const auto theirs = proposal->spi;
    proposal->spi = random_.octets(spi_octets);
    auto spis = theirs;
    append(spis, proposal->spi);
    auto keys =
        derive_rekeyed_keys(tuple, sa.prf(), sa.keys().d, exchange.secret, exchange.nonces(), spis);
    if (!keys) {
        return {notify(NotifyType::no_proposal_chosen)};
    }
    made_.emplace(LivingSa::Spis{number_of(theirs), number_of(proposal->spi)}, false,
                  std::move(*keys), tuple.prf, 0);
    outcome.told.push_back("the gateway rekeyed the IKE SA: " + line(*proposal, registries_));
    return exchange.answer(std::move(*proposal));
}

Keeper::Payloads Keeper::rekeyed_child(const LivingSa& sa, const Payloads& request,
                                       Outcome& outcome)
{
    Exchange exchange{request};
    const auto* initiators =
        body_of<TrafficSelectors>(request, PayloadType::traffic_selector_initiator);
    const auto* responders =
        body_of<TrafficSelectors>(request, PayloadType::traffic_selector_responder);
    if (!exchange.is_whole() || initiators == nullptr || responders == nullptr) {
        return {notify(NotifyType::invalid_syntax)};
    }
    auto proposal = chosen_for_esp(*exchange.offer, exchange.group);
    if (!proposal) {
        return refusal(*exchange.offer, exchange.group);
    }
    if (!exchange.agree(random_)) {
        return {notify(NotifyType::invalid_syntax)};
    }
    const auto protection = protection_of(*proposal);
    const auto keys = protection ? derive_child_keys(*protection, sa.prf(), sa.keys().d,
                                                     exchange.nonces(), exchange.secret)
                                 : std::nullopt;
    if (!keys) {
        return {notify(NotifyType::no_proposal_chosen)};
    }
    const auto theirs = proposal->spi;
    proposal->spi = fresh_esp_spi(random_);
    // Theirs is the initiator's half in this exchange.
    children_.push_back({*protection,
                         proposal->spi,
                         theirs,
                         {keys->encryption_responder, keys->integrity_responder,
                          keys->encryption_initiator, keys->integrity_initiator}});
    outcome.opened.push_back(children_.back());
    outcome.told.push_back("the gateway rekeyed the Child SA: " + line(*proposal, registries_));
    auto answer = exchange.answer(std::move(*proposal));
    answer.push_back(payload(PayloadType::traffic_selector_initiator, *initiators));
    answer.push_back(payload(PayloadType::traffic_selector_responder, *responders));
    return answer;
}

}  // namespace conformance::peers::ike
