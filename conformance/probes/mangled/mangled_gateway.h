// For tests: a gateway with certificates, EAP, Child SAs and traffic, whose answers are spoilt by
// chance, behind the encryption and in front of it.
#pragma once

#include <map>
#include <stdexcept>

#include "peers/esp/traffic.h"
#include "peers/ike/child_offer.h"
#include "probes/ike/pretend_tunnels.h"
#include "probes/mangled/mangling.h"
#include "wire/ip/ipv4.h"

namespace conformance::probes::mangled {

// never: it does right. by_chance: of its answers some are spoilt. nonsense_inside: behind IKE_AUTH
// each answer is one that nobody can read. nonsense: IKE_AUTH too.
enum class Manner { never, by_chance, nonsense_inside, nonsense };

class TooManyDatagrams : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

class MangledGateway : public ike::PretendTunnels {
public:
    MangledGateway(Manner manner, std::uint64_t seed)
        : PretendTunnels{lies()}, manner_{manner}, dice_{seed}
    {
        once_in_ = 1 + dice_.below(4);
    }

    // The spoilt answers, by what they answer.
    [[nodiscard]] const std::map<std::string, std::size_t>& spoilt() const { return spoilt_; }
    [[nodiscard]] std::size_t heard() const { return heard_; }

private:
    using Payload = wire::ike::Payload;
    static constexpr std::size_t most_datagrams = 20'000;
    static constexpr std::uint8_t in_sa_init = 34, in_auth = 35;
    static constexpr std::size_t seldom = 16;  // or little would come behind it

    static ike::Lies lies()
    {
        using namespace wire::ike;
        ike::Lies lies;
        lies.to_strangers = [](auto& answer, const auto& asked) {
            const auto is_there = [&](PayloadType type) {
                return std::ranges::any_of(asked, [&](const auto& one) { return one.is(type); });
            };
            if (is_there(PayloadType::extensible_authentication)) {
                answer = {opaque(48, {4, 9, 0, 4})};
            }
            if (is_there(PayloadType::extensible_authentication) ||
                is_there(PayloadType::authentication)) {
                return;
            }
            answer = {
                payload(PayloadType::identification_responder, Identification{2, 0, {'g', 'w'}}),
                payload(PayloadType::certificate,
                        Certificate{4, crypto::test_key("secp256r1").certificate}),
                payload(Authentication{9, 0, Octets(64, 1)}), opaque(48, {1, 9, 0, 6, 13, 0x20})};
        };
        return lies;
    }

    bool spoils(std::uint8_t exchange)
    {
        switch (manner_) {
            case Manner::never:
                return false;
            case Manner::by_chance:
                return dice_.once_in(exchange == in_sa_init ? seldom : once_in_);
            case Manner::nonsense_inside:
                return exchange != in_sa_init && exchange != in_auth;
            case Manner::nonsense:
                return exchange != in_sa_init;
        }
        return false;
    }

    bool talks_nonsense() const
    {
        return manner_ == Manner::nonsense || manner_ == Manner::nonsense_inside;
    }

    std::vector<Octets> datagrams_for(View octets, std::uint16_t port) override
    {
        if (++heard_ > most_datagrams) {
            throw TooManyDatagrams{"a probe does not end"};
        }
        constexpr std::size_t marker = 4;
        const bool shares = port == Ports{}.nat_t;
        const bool is_marked =
            octets.size() > marker &&
            std::ranges::all_of(octets.first(marker), [](auto one) { return one == 0; });
        if (shares && !is_marked) {
            return traffic(octets);
        }
        auto answers = in_the_clear(answers_to(shares ? octets.subspan(marker) : octets));
        for (auto& one : answers) {
            if (shares) {
                one.insert(one.begin(), marker, 0);
            }
        }
        return answers;
    }

    std::vector<Octets> in_the_clear(std::vector<Octets> answers)
    {
        for (auto& one : answers) {
            auto message = wire::ike::dissect(one).message;
            if (message.exchange_type != in_sa_init || !spoils(in_sa_init)) {
                continue;
            }
            ++spoilt_["IKE_SA_INIT"];
            if (dice_.once_in(4)) {
                spoil(one, dice_);
                continue;
            }
            spoil(message.payloads, dice_);
            one = wire::ike::encode(message);
        }
        return answers;
    }

    std::vector<Octets> sealed_with(const Sa& sa, const wire::ike::Message& response) override
    {
        if (!spoils(response.exchange_type)) {
            return PretendTunnels::sealed_with(sa, response);
        }
        auto altered = response;
        if (talks_nonsense()) {
            altered.payloads = chain_of(dice_.octets(4 + dice_.below(80)), 200);
        } else {
            alter(altered);
        }
        auto messages = PretendTunnels::sealed_with(sa, altered);
        ++spoilt_[name_of(response, messages.size() > 1)];
        if (talks_nonsense() ? dice_.once_in(2) : dice_.once_in(6)) {
            dice_.one_of(messages).back() ^= 1;
        }
        if (talks_nonsense()) {
            return messages;
        }
        if (dice_.once_in(6)) {
            spoil(dice_.one_of(messages), dice_);
        }
        if (dice_.once_in(6)) {
            std::ranges::reverse(messages);
        }
        if (dice_.once_in(8)) {
            messages.push_back(messages.front());
        }
        if (dice_.once_in(8) && !earlier_.empty()) {
            messages.insert(messages.begin(), dice_.one_of(earlier_));
        }
        if (dice_.once_in(8)) {
            messages.erase(messages.begin());
        }
        if (!messages.empty()) {
            earlier_.push_back(messages.back());
        }
        if (earlier_.size() > 16) {
            earlier_.erase(earlier_.begin());
        }
        return messages;
    }

    void alter(wire::ike::Message& message)
    {
        switch (dice_.below(8)) {
            case 0:
                message.message_id += static_cast<std::uint32_t>(dice_.below(3)) - 1;
                break;
            case 1:
                message.flags = dice_.once_in(2) ? std::uint8_t{0} : dice_.octet();
                break;  // a request of its own, with 0
            case 2:
                message.exchange_type = static_cast<std::uint8_t>(34 + dice_.below(5));
                break;
            case 3: {
                auto octets = wire::ike::encode_chain(message.payloads);
                const auto first =
                    message.payloads.empty() ? std::uint8_t{0} : message.payloads.front().type;
                spoil(octets, dice_);
                message.payloads = chain_of(octets, first);
                break;
            }
            default:
                for (auto i = dice_.below(3); i < 3; ++i) {
                    spoil(message.payloads, dice_);
                }
        }
    }

    static std::string name_of(const wire::ike::Message& response, bool is_cut)
    {
        using wire::ike::PayloadType;
        if (response.exchange_type == 36) {
            return "CREATE_CHILD_SA";
        }
        if (response.exchange_type == 37) {
            return "INFORMATIONAL";
        }
        if (response.find(PayloadType::extensible_authentication) != nullptr) {
            return "IKE_AUTH with EAP";
        }
        return is_cut ? "IKE_AUTH in fragments" : "IKE_AUTH";
    }

    ike::Payloads admit(Sa& sa, const ike::Payloads& request) override
    {
        auto answer = PretendTunnels::admit(sa, request);
        for (auto& one : answer) {
            auto* chosen = std::get_if<wire::ike::SecurityAssociation>(&one.body);
            if (chosen != nullptr) {
                keep(sa, chosen->proposals.front(), {sa.initiator_nonce, nonce_}, {});
            }
        }
        return answer;
    }

    ike::Payloads serve(Sa& sa, const ike::Payloads& request) override
    {
        using namespace wire::ike;
        const auto find = [&](PayloadType type) {
            return std::ranges::find_if(request, [&](const auto& one) { return one.is(type); });
        };
        const auto offered = find(PayloadType::security_association),
                   nonce = find(PayloadType::nonce);
        const auto* sa_offered =
            offered == request.end() ? nullptr : std::get_if<SecurityAssociation>(&offered->body);
        const auto* theirs = nonce == request.end() ? nullptr : std::get_if<Nonce>(&nonce->body);
        if (sa_offered == nullptr || sa_offered->proposals.empty() || theirs == nullptr) {
            return PretendTunnels::serve(sa, request);
        }
        auto chosen = sa_offered->proposals.front();
        std::set<std::uint8_t> seen;
        std::erase_if(chosen.transforms,
                      [&](const auto& one) { return !seen.insert(one.type).second; });
        ike::Payloads answer{payload(Nonce{nonce_})};
        Octets secret;
        const auto share = find(PayloadType::key_exchange);
        if (share != request.end()) {
            const auto& value = std::get<KeyExchange>(share->body);
            if (!crypto::supports_group(value.group)) {
                return {notify(NotifyType::no_proposal_chosen)};
            }
            const auto own = crypto::key_exchange(value.group, *random_);
            secret = own->shared_secret(value.data).value_or(Octets{});
            answer.push_back(payload(KeyExchange{value.group, 0, own->public_value()}));
        }
        keep(sa, chosen, {theirs->data, nonce_}, secret);
        answer.insert(answer.begin(), payload(SecurityAssociation{{chosen}, {}}));
        for (const auto type :
             {PayloadType::traffic_selector_initiator, PayloadType::traffic_selector_responder}) {
            if (find(type) != request.end()) {
                answer.push_back(*find(type));
            }
        }
        return answer;
    }

    // Our half of the SPIs, and the keys of what was chosen.
    void keep(const Sa& sa, wire::ike::Proposal& chosen, const peers::ike::Nonces& nonces,
              View secret)
    {
        const Octets theirs = chosen.spi;
        chosen.spi = Octets{0x77, 0, 0, ++last_spi_};
        const auto protection = peers::ike::protection_of(chosen);
        const auto keys = protection ? peers::ike::derive_child_keys(*protection, row.prf,
                                                                     sa.keys.d, nonces, secret)
                                     : std::nullopt;
        if (!keys) {
            return;
        }
        children_.push_back({*protection, theirs, chosen.spi, *keys});
        if (children_.size() > 8) {
            children_.erase(children_.begin());
        }
    }

    static peers::ike::ChildSa seen_from_here(const peers::ike::ChildSa& sa)
    {
        return {sa.protection,
                sa.responder_spi,
                sa.initiator_spi,
                {sa.keys.encryption_responder, sa.keys.integrity_responder,
                 sa.keys.encryption_initiator, sa.keys.integrity_initiator}};
    }

    std::vector<Octets> traffic(View octets)
    {
        for (const auto& child : children_) {
            const auto asked = peers::esp::Seal{child}.opened(octets, true);
            auto packet = asked ? wire::ip::decode_ipv4(asked->content.payload) : std::nullopt;
            auto echo = packet ? wire::ip::decode_echo(packet->payload) : std::nullopt;
            if (!echo) {
                continue;
            }
            echo->is_reply = true;
            std::swap(packet->source, packet->destination);
            packet->payload = wire::ip::encode(*echo);
            return {
                answer_to_ping(peers::esp::Seal{seen_from_here(child)}, wire::ip::encode(*packet))};
        }
        return {};
    }

    Octets answer_to_ping(const peers::esp::Seal& seal, Octets inner)
    {
        const bool is_spoilt = spoils(0);
        if (is_spoilt) {
            ++spoilt_["ESP"];
        }
        if (is_spoilt && talks_nonsense()) {
            inner = dice_.octets(dice_.below(80));
        }
        if (is_spoilt && !talks_nonsense() && dice_.once_in(2)) {
            spoil(inner, dice_);
        }
        auto content = seal.content_of(std::move(inner));
        if (is_spoilt && dice_.once_in(4)) {
            content.next_header = dice_.octet();
        }
        if (is_spoilt && dice_.once_in(4)) {
            content.pad_length.forge(dice_.octet());
        }
        if (is_spoilt && dice_.once_in(4)) {
            content.padding = dice_.octets(content.padding.size());
        }
        if (!is_spoilt || !dice_.once_in(8)) {
            ++sequence_;
        }
        auto octets = seal.sealed({seal.spi(), sequence_, content}, *random_);
        if (is_spoilt && dice_.once_in(3)) {
            spoil(octets, dice_);
        }
        return octets;
    }

    Manner manner_;
    Dice dice_;
    std::size_t once_in_ = 1, heard_ = 0;
    std::uint32_t sequence_ = 0;
    std::uint8_t last_spi_ = 0;
    std::vector<peers::ike::ChildSa> children_;
    std::vector<Octets> earlier_;
    std::map<std::string, std::size_t> spoilt_;
};

}  // namespace conformance::probes::mangled
