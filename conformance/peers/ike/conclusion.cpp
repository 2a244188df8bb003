// What follows an accepted IKE_SA_INIT: keys, and the IKE_AUTH of an identity nobody knows.
#include <algorithm>

#include "peers/ike/initiator.h"
#include "wire/ike/narrate.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

// An SA that cannot be concluded stays half open, often for 30 seconds, and five of them block an address here and there.
constexpr auto time_to_forget = std::chrono::seconds{7};
constexpr std::uint8_t id_fqdn = 2;
constexpr std::uint8_t auth_shared_key = 2;
constexpr std::uint16_t no_esn = 0;

Octets spi_octets(std::uint64_t spi)
{
    wire::Writer out;
    out.u64("SPI", spi);
    return out.take();
}

// An ESP offer that any policy with AES can take; the identity is refused before it matters.
SecurityAssociation child_offer(Random& random)
{
    Proposal proposal;
    proposal.protocol = protocol_esp;
    proposal.spi = random.octets(4);
    proposal.spi[0] |= 0x10;
    proposal.transforms = {transform(TransformType::encryption, 20, 256),
                           transform(TransformType::extended_sequence_numbers, no_esn)};
    return {{proposal}, {}};
}

TrafficSelectors everything()
{
    return {0, {{7, 0, 0, 0xffff, {0, 0, 0, 0, 255, 255, 255, 255}}}};
}

}  // namespace

const Notify* Conclusion::notify(NotifyType type) const
{
    for (const auto& payload : inside) {
        const auto* found = std::get_if<Notify>(&payload.body);
        if (found != nullptr && found->is(type)) { return found; }
    }
    return nullptr;
}

bool Conclusion::is_refusal() const
{
    return std::ranges::any_of(inside, [](const Payload& payload) {
        const auto* found = std::get_if<Notify>(&payload.body);
        return found != nullptr && found->is_error();
    });
}

std::optional<IkeKeys> Initiator::keys_for(const Answer& answer)
{
    const auto tuple = answer.selected();
    const auto* theirs = answer.message().body<KeyExchange>(PayloadType::key_exchange);
    const auto* nonce = answer.message().body<Nonce>(PayloadType::nonce);
    if (!tuple || theirs == nullptr || nonce == nullptr) { return std::nullopt; }
    const auto own = key_exchanges_.find(theirs->group);
    if (own == key_exchanges_.end()) { return std::nullopt; }
    const auto secret = own->second->shared_secret(theirs->data);
    if (!secret) { return std::nullopt; }
    auto spis = spi_octets(spi_);
    append(spis, spi_octets(answer.message().responder_spi));
    return derive_keys(*tuple, secret_(*secret), {nonce_, nonce->data}, spis);
}

Message Initiator::ike_auth(const Answer& answer)
{
    Message message;
    message.initiator_spi = spi_;
    message.responder_spi = answer.message().responder_spi;
    message.exchange_type = static_cast<std::uint8_t>(ExchangeType::ike_auth);
    message.message_id = 1;
    const auto name = view("nobody.sallyport.invalid");
    message.payloads.push_back(payload(PayloadType::identification_initiator,
                                       Identification{id_fqdn, 0, {name.begin(), name.end()}}));
    message.payloads.push_back(payload(Authentication{auth_shared_key, 0, bench_.random.octets(32)}));
    message.payloads.push_back(payload(child_offer(bench_.random)));
    message.payloads.push_back(payload(PayloadType::traffic_selector_initiator, everything()));
    message.payloads.push_back(payload(PayloadType::traffic_selector_responder, everything()));
    return message;
}

Conclusion Initiator::conclude(const Answer& answer, std::vector<Payload> extra)
{
    return conclude(answer, std::move(extra), true);
}

Conclusion Initiator::conclude(const Answer& answer, std::vector<Payload> extra, bool again_in_silence)
{
    auto request = ike_auth(answer);
    request.payloads.insert(request.payloads.end(), extra.begin(), extra.end());
    return exchange_protected(answer, request, again_in_silence);
}

Conclusion Initiator::exchange_protected(const Answer& answer, const Message& request, bool again_in_silence, Padding padding)
{
    const auto keys = keys_for(answer);
    if (!keys) { return {}; }
    heard_.push_back(answer.octets);
    return exchange_protected(*keys, request, again_in_silence, padding);
}

void Initiator::keep_keys(const IkeKeys& keys, std::uint64_t responder_spi)
{
    const auto line = decryption_table_line(keys, spi_octets(spi_), spi_octets(responder_spi));
    if (!line.empty() && line != last_key_) { bench_.notebook.keep_key("ikev2_decryption_table", line); }
    last_key_ = line;
}

Conclusion Initiator::exchange_protected(const IkeKeys& keys, const Message& request, bool again_in_silence, Padding padding)
{
    return exchange_sealed(keys, request, sealed(request, keys, padding), again_in_silence);
}

std::vector<Octets> Initiator::sealed(const Message& request, const IkeKeys& keys, Padding padding)
{
    constexpr std::size_t ipv4_and_udp = 28, ipv6_and_udp = 48;
    const bool is_ipv6 = remote().address.find(':') != std::string::npos;
    const auto in_front = (is_ipv6 ? ipv6_and_udp : ipv4_and_udp) + with_marker({}).size();
    auto whole = seal(request, keys, true, bench_.random, padding);
    if (longest_datagram_ == 0 || in_front + whole.size() <= longest_datagram_) { return {std::move(whole)}; }
    std::vector<Octets> messages;
    for (const auto& part : cut(request.payloads, longest_datagram_ - in_front - sealing_octets(keys))) {
        messages.push_back(seal(request, part, keys, true, bench_.random));
    }
    return messages;
}

Conclusion Initiator::exchange_sealed(const IkeKeys& keys, const Message& request, const std::vector<Octets>& messages, bool again_in_silence)
{
    keep_keys(keys, request.responder_spi);
    awaited_exchange_ = request.exchange_type;
    std::vector<Octets> datagrams;
    for (const auto& one : messages) {
        datagrams.push_back(with_marker(one));
    }
    auto answer = send_all(std::move(datagrams), again_in_silence);
    for (auto& one : narrate(request.payloads, bench_.registries)) {
        bench_.notebook.note(answer.frames.front(), std::move(one));
    }
    auto conclusion = opened(std::move(answer), keys);
    conclusion.sent = true;
    return conclusion;
}

Conclusion Initiator::ask_again(const IkeKeys& keys, const std::vector<Octets>& messages, bool again_in_silence)
{
    let_copies_go();
    heard_.clear();
    std::vector<Octets> datagrams;
    for (const auto& one : messages) {
        datagrams.push_back(with_marker(one));
    }
    auto conclusion = opened(send_all(std::move(datagrams), again_in_silence), keys);
    conclusion.sent = true;
    return conclusion;
}

Conclusion Initiator::repeat_protected(const IkeKeys& keys)
{
    let_copies_go();
    heard_.clear();
    auto conclusion = opened(send_all(std::vector{last_sent_}, true), keys);
    conclusion.sent = true;
    return conclusion;
}

unsigned Initiator::send_protected(const IkeKeys& keys, const Message& message)
{
    const auto frame = link_->send(with_marker(seal(message, keys, true, bench_.random)));
    for (auto& one : narrate(message.payloads, bench_.registries)) {
        bench_.notebook.note(frame, std::move(one));
    }
    return frame;
}

void Initiator::send_request(const IkeKeys& keys, const Message& request)
{
    keep_keys(keys, request.responder_spi);
    awaited_exchange_ = request.exchange_type;
    last_sent_ = {with_marker(seal(request, keys, true, bench_.random))};
    last_frame_ = link_->send(last_sent_.front());
    for (auto& one : narrate(request.payloads, bench_.registries)) {
        bench_.notebook.note(last_frame_, std::move(one));
    }
}

Conclusion Initiator::answer_to_request(const IkeKeys& keys)
{
    auto answer = listen(bench_.patience.tries.front());
    if (answer.kind != Answer::Kind::message) { answer = repeat(); }
    auto conclusion = opened(std::move(answer), keys);
    conclusion.sent = true;
    return conclusion;
}

Conclusion Initiator::listen_protected(const IkeKeys& keys, Duration patience) { return opened(await({}, patience), keys); }

Conclusion Initiator::opened(Answer answer, const IkeKeys& keys)
{
    Conclusion conclusion;
    conclusion.answer = std::move(answer);
    if (!conclusion.answer.is_message()) { return conclusion; }
    const auto& came = conclusion.answer;
    heard_.push_back(came.octets);
    heard_.insert(heard_.end(), came.fragments.begin(), came.fragments.end());
    std::vector<std::string> complaints;
    auto inside = came.fragments.empty() ? open(came.octets, keys, false, complaints)
                                            : open_fragments(came.fragments, keys, false, complaints);
    if (!inside) { return conclusion; }
    conclusion.opened = true;
    conclusion.inside = std::move(*inside);
    for (auto& one : narrate(conclusion.inside, bench_.registries)) {
        bench_.notebook.note(conclusion.answer.frames.back(), std::move(one));
    }
    return conclusion;
}

Answer Initiator::negotiate(Message request)
{
    auto answer = exchange(std::move(request));
    if (!answer.accepted()) { return answer; }
    (void)conclude(answer, {}, false);
    const auto tuple = answer.selected();
    if (tuple && !can_derive_keys(*tuple)) { bench_.network.pause(time_to_forget); }
    return answer;
}

}  // namespace conformance::peers::ike
