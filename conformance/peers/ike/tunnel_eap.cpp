// The login by EAP inside IKE_AUTH: RFC 7296, Section 2.16.
#include <optional>
#include <utility>

#include "peers/eap/login.h"
#include "peers/ike/tunnel.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

bool is_eap(const Payload& one) { return one.is(PayloadType::extensible_authentication); }

}  // namespace

std::optional<Octets> eap_packet_in(const std::vector<Payload>& inside)
{
    std::optional<Octets> packet;
    for (const auto& one : inside) {
        const auto* body = std::get_if<Opaque>(&one.body);
        if (!is_eap(one) || body == nullptr) { continue; }
        if (packet) { return std::nullopt; }
        packet = body->data;
    }
    return packet;
}

Payload eap_payload(Octets packet)
{
    return opaque(static_cast<std::uint8_t>(PayloadType::extensible_authentication), std::move(packet));
}

// What stands in the first answer stays, its fragments too; the gateway's AUTH in it, and the packets of EAP, are kept apart.
void Tunnel::add_to_answer(Conclusion next)
{
    auto frames = std::move(answer_.answer.frames);
    if (!answer_.answer.fragments.empty()) { next.answer.fragments = std::move(answer_.answer.fragments); }
    auto inside = std::move(answer_.inside);
    std::erase_if(inside, is_eap);
    frames.insert(frames.end(), next.answer.frames.begin(), next.answer.frames.end());
    inside.insert(inside.end(), next.inside.begin(), next.inside.end());
    answer_ = std::move(next);
    answer_.answer.frames = std::move(frames);
    answer_.inside = std::move(inside);
}

void Tunnel::log_in(const Message& request)
{
    auto packet = eap_packet_in(answer_.inside);
    const auto* id = request.find(PayloadType::identification_initiator);
    if (!packet || id == nullptr) {
        problem_ = "an IKE_AUTH without AUTH was not answered with EAP";
        return;
    }
    if (const auto* proof = body<Authentication>(PayloadType::authentication)) { proof_before_eap_ = *proof; }
    std::erase_if(answer_.inside, [](const Payload& one) { return one.is(PayloadType::authentication); });
    const auto ask = [this, &request](Octets response) -> std::optional<Octets> {
        auto next = request;
        next.payloads = {eap_payload(std::move(response))};
        auto conclusion = exchange(std::move(next));
        auto came = eap_packet_in(conclusion.inside);
        add_to_answer(std::move(conclusion));
        return came;
    };
    auto outcome = eap::log_in(bench_, std::move(*packet), ask);
    if (!outcome.succeeded) {
        problem_ = std::move(outcome.problem);
        return;
    }
    key_of_eap_ = std::move(outcome.key);
    auto last = request;
    last.payloads.clear();
    if (proves_itself_after_eap_) {
        last.payloads = {payload(authentication_by(key_of_eap_, prf_, octets_to_sign({first_message_, nonce_, prf_, keys_.pi}, *id)))};
    }
    add_to_answer(exchange(std::move(last)));
}

bool Tunnel::is_proved_by_eap() const
{
    const auto* id = find(PayloadType::identification_responder);
    const auto* theirs = body<Authentication>(PayloadType::authentication);
    return id != nullptr && theirs != nullptr && !key_of_eap_.empty() &&
           is_authentication_by(key_of_eap_, prf_, octets_to_sign({init_.octets, initiator_.nonce(), prf_, keys_.pr}, *id), *theirs);
}

}  // namespace conformance::peers::ike
