// The client of tests that last: it answers what the gateway asks by itself, and rekeys too.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>

#include "crypto/prf_plus.h"
#include "ike/delete_payload.h"
#include "ike/notify_payload.h"
#include "ike/protection.h"
#include "ike/responder.h"
#include "ike/test_initiator.h"

namespace gateway::ike {

class LivingClient {
public:
    struct Half {
        std::uint32_t inbound = 0, outbound = 0;
        esp::SaKeys inbound_keys, outbound_keys;
    };
    struct Sa {
        std::uint64_t initiator_spi = 0, responder_spi = 0;
        bool is_initiator = true;
        Keys keys;  // sk_er is what the client seals with
        std::uint32_t next_id = 0;
        std::vector<Half> children;
    };
    // What it asked for and has no answer to.
    struct Asked {
        OwnRekey rekey;
        std::uint32_t child = 0;  // inbound; 0: the IKE SA
    };

    LivingClient(const TestInitiator& peer, policy::Tuple tuple, Random& random)
        : tuple_(tuple), random_(random)
    {
        sas.push_back({peer.spi(), peer.responder_spi(), true, mirrored(peer.keys()), 2, {}});
    }

    void has_child(std::uint32_t inbound, std::uint32_t outbound)
    {
        sas.front().children.push_back({inbound, outbound, {}, {}});
    }

    // What the client sends when this comes.
    std::vector<Octets> on_datagram(View message)
    {
        const auto header = parse_header(message);
        Sa* sa = header ? sa_of(*header) : nullptr;
        if (sa == nullptr || header->from_initiator == sa->is_initiator) return {};
        const auto outside = split(header->first_payload, message.subspan(header_size));
        const View fragment = first_of(*outside, PayloadType::encrypted_fragment);
        const View body = fragment.empty() ? first_of(*outside, PayloadType::encrypted)
                                           : fragment.subspan(fragment_numbers_size);
        auto inside = open_sealed(*algorithms_of(tuple_), sa->keys, message, body.size());
        if (!inside) return {};
        if (!fragment.empty()) {
            const auto numbers = parse_fragment_numbers(fragment);
            if (numbers->number == 1) first_inside_ = outside->first_inside;
            parts_[numbers->number] = *inside;
            if (parts_.size() < numbers->total) return {};
            inside = Octets{};
            for (const auto& [number, part] : std::exchange(parts_, {})) {
                inside->insert(inside->end(), part.begin(), part.end());
            }
        }
        const auto chain = split(fragment.empty() ? outside->first_inside : first_inside_, *inside);
        if (header->is_response) return on_answer(*sa, *chain);
        requests.push_back(copy_of(message));
        if (is_silent) return {};
        Response response{sa->initiator_spi,
                          sa->responder_spi,
                          header->exchange_type,
                          header->message_id,
                          {},
                          true,
                          sa->is_initiator};
        const Keys keys = sa->keys;
        if (refusal) {
            response.payloads = {*refusal};
            if (is_fickle) refusal.reset();
        } else if (header->exchange_type == std::to_underlying(ExchangeType::informational)) {
            inform(*sa, *chain, response);
        } else {
            create(*sa, parse_create_child_sa(*chain).value(), response);
        }
        if (longest_answer != 0) {
            return write_fragments(*algorithms_of(tuple_), keys, response, longest_answer,
                                   next_payload_of_a_fragment, random_);
        }
        return {write_sealed(*algorithms_of(tuple_), keys, response, random_)};
    }

    Octets request(Sa& sa, ExchangeType exchange, std::vector<Payload> payloads)
    {
        const Response message{sa.initiator_spi, sa.responder_spi,    std::to_underlying(exchange),
                               sa.next_id++,     std::move(payloads), false,
                               sa.is_initiator};
        return write_sealed(*algorithms_of(tuple_), sa.keys, message, random_);
    }

    Octets rekey_child(Sa& sa, const Octets& nonce)
    {
        const Half& old = sa.children.front();
        asked = Asked{{0, {}, nonce, fresh_spi(), true, {}}, old.inbound};
        const auto spi = static_cast<std::uint32_t>(asked->rekey.spi);
        return request(
            sa, ExchangeType::create_child_sa,
            {Notify{NotifyType::rekey_sa, {}, protocol_esp, as_octets(old.inbound)},
             SelectedChildProposal{{1, 0, esp, 0, false, false, false}, spi}, Nonce{nonce},
             SelectorsOfInitiator{everything}, SelectorsOfResponder{everything}});
    }

    Octets rekey_ike(Sa& sa, const Octets& nonce)
    {
        asked = Asked{{tuple_.group, seed(), nonce, fresh_spi(), true, {}}, 0};
        const auto own = crypto::agree({tuple_.group, seed(), crypto::generator(tuple_.group)});
        return request(sa, ExchangeType::create_child_sa,
                       {SelectedProposal{1, tuple_, false, octets_of(asked->rekey.spi)},
                        Nonce{nonce}, KeyShare{tuple_.group, own->public_value}});
    }

    std::vector<Sa> sas;
    std::optional<Asked> asked;
    std::vector<Octets> requests;  // of the gateway
    std::vector<int> asked_for;    // their payloads
    std::vector<int> answered;     // payloads of its answers
    bool is_silent = false;
    bool keeps_old_sas = false;  // deletes nothing that it has rekeyed
    std::size_t longest_answer = 0;  // else in fragments; 0: always whole
    std::optional<Notify> refusal;
    bool is_fickle = false;                        // it refuses once
    std::optional<policy::EspTuple> answers_with;  // whatever it is asked for
    std::uint16_t last_group = 0;                  // of the key exchange it was asked for
    bool spoils_cookies = false;
    std::vector<int> notifies;         // in the last answer
    Octets notify_data;                // of the last of them
    int last_notify = 0;               // that it was answered with
    std::optional<Octets> next_nonce;  // of its next answer
    static constexpr policy::EspTuple esp{20, 256, {}};
    const TrafficSelectors everything{selector_of(Octets(4), 0)};

private:
    static Octets as_octets(std::uint32_t spi)
    {
        Writer out;
        out.u32(spi);
        return out.take();
    }

    static Octets seed() { return Octets(crypto::private_seed_size(31), 0x44); }
    std::uint32_t fresh_spi() { return ++last_spi_; }
    Octets nonce() { return std::exchange(next_nonce, {}).value_or(Octets(32, 0x70)); }

    Sa* sa_of(const Header& header)
    {
        const auto found = std::ranges::find_if(sas, [&](const Sa& sa) {
            return sa.initiator_spi == header.initiator_spi &&
                   sa.responder_spi == header.responder_spi;
        });
        return found == sas.end() ? nullptr : &*found;
    }

    void inform(Sa& sa, const Chain& chain, Response& response)
    {
        asked_for = types_of(chain);
        if (const auto cookie = notify_of(chain, NotifyType::cookie2)) {
            Octets data = copy_of(cookie->data);
            if (spoils_cookies) data.front() ^= 1;
            response.payloads.emplace_back(Notify{NotifyType::cookie2, data});
        }
        DeleteRequests deletes;
        EXPECT_TRUE(read_deletes(chain, deletes));
        for (const DeleteRequest& asked_to : deletes) {
            if (asked_to.protocol == protocol_ike) {
                std::erase_if(sas, [&](const Sa& one) {
                    return one.initiator_spi == response.initiator_spi;
                });
                return;
            }
            for (const std::uint32_t spi : asked_to.spis) {
                const auto child = std::ranges::find(sa.children, spi, &Half::outbound);
                if (child == sa.children.end()) continue;
                response.payloads.emplace_back(DeletedChildren{{child->inbound}});
                sa.children.erase(child);
            }
        }
    }

    void create(Sa& sa, const CreateChildSaRequest& request, Response& response)
    {
        const Octets own_nonce = nonce();
        if (request.is_for_an_ike_sa()) {
            const auto agreed = crypto::agree({tuple_.group, seed(), request.key_share->data});
            Sa made{Cursor{request.proposals.front().spi}.u64(), fresh_spi(), false, {}, 0, {}};
            made.keys = derived(sa, request.nonce, own_nonce, made, agreed->shared_secret);
            response.payloads = {SelectedProposal{1, tuple_, false, octets_of(made.responder_spi)},
                                 Nonce{own_nonce}, KeyShare{tuple_.group, agreed->public_value}};
            // In a collision it is not known yet.
            if (!asked) made.children = std::exchange(sa.children, {});
            sas.push_back(made);
            return;
        }
        last_group = request.key_share ? request.key_share->group : std::uint16_t{0};
        auto selected = select_child({request.proposals, last_group, false}, {{esp, 31}, {esp, 0}});
        if (last_group != 31) {
            selected = select_child({request.proposals, {}, false}, {{esp, 0}});
        }
        Octets secret;
        std::vector<Payload> share;
        if (last_group != 0) {
            const auto agreed = crypto::agree({last_group, seed(), request.key_share->data});
            secret = agreed->shared_secret;
            share.emplace_back(KeyShare{last_group, agreed->public_value});
        }
        const Half made = half(sa, joined({secret, request.nonce}), own_nonce, fresh_spi(),
                               selected->peer_spi, true);
        if (answers_with) selected->tuple = *answers_with;
        response.payloads = {SelectedChildProposal{*selected, made.inbound}, Nonce{own_nonce}};
        std::ranges::move(share, std::back_inserter(response.payloads));
        response.payloads.emplace_back(SelectorsOfInitiator{request.initiator});
        response.payloads.emplace_back(SelectorsOfResponder{request.responder});
        sa.children.push_back(made);
    }

    std::vector<Octets> on_answer(Sa& sa, const Chain& chain)
    {
        answered = types_of(chain);
        notifies.clear();
        for (const ReceivedNotify& notify : notifies_of(chain)) {
            last_notify = notify.type;
            notifies.push_back(notify.type);
            notify_data = copy_of(notify.data);
        }
        const auto done = std::exchange(asked, {});
        const auto answer = done ? parse_create_child_sa(chain) : std::nullopt;
        if (!answer) return {};
        const OwnRekey& rekey = done->rekey;
        if (answer->is_for_an_ike_sa()) {
            Sa made{rekey.spi, Cursor{answer->proposals.front().spi}.u64(), true, {}, 0, {}};
            const auto agreed = crypto::agree({tuple_.group, seed(), answer->key_share->data});
            made.keys =
                mirrored(derived(sa, rekey.nonce, answer->nonce, made, agreed->shared_secret));
            if (!keeps_old_sas) made.children = std::exchange(sa.children, {});
            if (keeps_old_sas) {
                sas.push_back(made);
                return {};
            }
            const Octets goodbye = request(sa, ExchangeType::informational, {DeletedIkeSa{}});
            const std::uint64_t old = sa.initiator_spi;
            std::erase_if(sas, [old](const Sa& one) { return one.initiator_spi == old; });
            sas.push_back(made);
            return {goodbye};
        }
        sa.children.push_back(half(sa, rekey.nonce, answer->nonce,
                                   static_cast<std::uint32_t>(rekey.spi),
                                   Cursor{answer->proposals.front().spi}.u32(), false));
        if (keeps_old_sas) return {};
        std::erase_if(sa.children, [&](const Half& one) { return one.inbound == done->child; });
        return {request(sa, ExchangeType::informational, {DeletedChildren{{done->child}}})};
    }

    Keys derived(const Sa& old, const Octets& initiator_nonce, const Octets& responder_nonce,
                 const Sa& made, const Octets& secret)
    {
        const auto algorithms = algorithms_of(tuple_);
        return derive_keys_again(
            *algorithms,
            {initiator_nonce, responder_nonce, made.initiator_spi, made.responder_spi, secret},
            algorithms->prf, old.keys.sk_d);
    }

    Half half(const Sa& sa, const Octets& initiator_nonce, const Octets& responder_nonce,
              std::uint32_t inbound, std::uint32_t outbound, bool was_asked)
    {
        const auto suite = esp::suite_of({esp.encr, esp.key_length, esp.integ, false});
        const Octets keymat =
            crypto::prf_plus(algorithms_of(tuple_)->prf, sa.keys.sk_d,
                             joined({initiator_nonce, responder_nonce}), suite->keymat_size());
        const auto keys = esp::split_keymat(*suite, keymat);
        return was_asked ? Half{inbound, outbound, keys->from_initiator, keys->from_responder}
                         : Half{inbound, outbound, keys->from_responder, keys->from_initiator};
    }

    static std::vector<int> types_of(const Chain& chain)
    {
        std::vector<int> types;
        for (const RawPayload& payload : chain.payloads) {
            types.push_back(payload.type);
        }
        return types;
    }

    policy::Tuple tuple_;
    Random& random_;
    std::uint32_t last_spi_ = 0xc1000000;
    std::map<std::uint16_t, Octets> parts_;  // of a message that comes in fragments
    std::uint8_t first_inside_ = 0;
};

}  // namespace gateway::ike
