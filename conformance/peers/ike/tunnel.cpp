#include "peers/ike/tunnel.h"

#include <algorithm>
#include <array>

#include "core/probe.h"
#include "peers/ike/child_offer.h"
#include "peers/ike/tunnel_identity.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

constexpr unsigned most_requests_of_theirs = 8;
constexpr std::size_t most_certificates = 16;  // of a gateway: more are not looked at
constexpr std::size_t longest_ip_datagram = 1280;  // what IPv6 carries anywhere

// Where the edition has no rows, what every gateway knows.
SecurityAssociation offer_of(const catalog::Edition& edition, Random& random)
{
    auto rows = esp_tuples(edition);
    if (rows.empty()) { rows.push_back({.encr = 20, .key_length = 256, .integ = 0, .pfs = 0}); }
    return child_offer(rows, random);
}

Configuration wanted_configuration()
{
    Configuration configuration;
    for (const auto type : {AttributeType::internal_ip4_address, AttributeType::internal_ip4_dns}) {
        configuration.attributes.push_back({static_cast<std::uint16_t>(type), {}});
    }
    return configuration;
}

Octets octets_of(const Message& message)
{
    const auto* nonce = message.body<Nonce>(PayloadType::nonce);
    return nonce == nullptr ? Octets{} : nonce->data;
}

// RFC 7296, Section 2.21.2: with these no IKE SA is there any more, AUTH beside them or not.
bool ends_the_ike_sa(const Conclusion& answer)
{
    constexpr std::array all{NotifyType::unsupported_critical_payload, NotifyType::invalid_syntax, NotifyType::authentication_failed};
    return std::ranges::any_of(all, [&](NotifyType type) { return answer.notify(type) != nullptr; });
}

bool supports_fragments(const Message& message) { return message.notify(NotifyType::ikev2_fragmentation_supported) != nullptr; }

}  // namespace

Tunnel::Tunnel(Bench& bench, Initiator initiator, Answer init, bool offered_hashes)
    : bench_{bench},
      initiator_{std::move(initiator)},
      init_{std::move(init)},
      offered_hashes_{offered_hashes},
      first_message_{initiator_.last_message()},
      nonce_{octets_of(init_.message())}
{
    const bool by_password = bench_.target.client_proof == ClientProof::eap_mschapv2;
    if (!by_password && bench_.credentials == nullptr) { throw Unmet{"needs a client certificate"}; }
    if (by_password && bench_.login == nullptr) { throw Unmet{"needs a user's password"}; }
    const auto tuple = init_.selected();
    auto keys = initiator_.keys_for(init_);
    if (!tuple || !keys) { throw Unmet{"the prober has no keys for the IKE SA"}; }
    responder_spi_ = init_.message().responder_spi;
    prf_ = tuple->prf;
    keys_ = std::move(*keys);
    both_support_fragments_ = supports_fragments(dissect(first_message_).message) && supports_fragments(init_.message());
    if (both_support_fragments_) { initiator_.fragment_beyond(longest_ip_datagram); }
}

Message Tunnel::ike_auth()
{
    Message message;
    message.initiator_spi = initiator_.spi();
    message.responder_spi = responder_spi_;
    message.exchange_type = static_cast<std::uint8_t>(ExchangeType::ike_auth);
    auto& payloads = message.payloads;
    if (bench_.target.client_proof == ClientProof::certificate) {
        const auto& certificates = bench_.credentials->certificates();
        payloads.push_back(payload(PayloadType::identification_initiator, identity_of(certificates.front())));
        for (const auto& one : certificates) {
            payloads.push_back(payload(PayloadType::certificate, Certificate{certificate_x509_signature, one}));
        }
        payloads.push_back(certificate_request(bench_));
        payloads.push_back(payload(Authentication{}));
    } else {
        payloads.push_back(payload(PayloadType::identification_initiator, identity_for_eap(bench_)));
        payloads.push_back(certificate_request(bench_));
    }
    payloads.push_back(payload(wanted_configuration()));
    payloads.push_back(payload(offer_of(bench_.edition, bench_.random)));
    payloads.push_back(payload(PayloadType::traffic_selector_initiator, every_ipv4_packet()));
    payloads.push_back(payload(PayloadType::traffic_selector_responder, every_ipv4_packet()));
    sign(message);
    return message;
}

void Tunnel::sign(Message& request)
{
    if (request.find(PayloadType::authentication) == nullptr) { return; }
    const auto hashes = both_sent_hashes() ? signature_hashes(init_.message()) : std::nullopt;
    const auto how = method_for(bench_.credentials->certificates().front(), hashes);
    const auto* id = request.find(PayloadType::identification_initiator);
    if (!how || id == nullptr) { throw Unmet{"the client's key is of a kind that the prober does not sign by"}; }
    const auto octets = octets_to_sign({first_message_, nonce_, prf_, keys_.pi}, *id);
    const auto authentication = ike::sign(*bench_.credentials, *how, octets);
    if (!authentication) { throw Unmet{"the client's key does not sign by " + crypto::to_string(how->scheme)}; }
    for (auto& one : request.payloads) {
        if (one.is(PayloadType::authentication)) { one.body = *authentication; }
    }
}

bool Tunnel::is_their_request(const Conclusion& conclusion) const
{
    return conclusion.opened && (conclusion.answer.message().flags & flag_response) == 0;
}

// Whatever it asks: an empty answer, which ends a Delete and a liveness check alike. A COOKIE2 goes back: RFC 4555, Section 3.7.
void Tunnel::respond_to(const Conclusion& asked)
{
    const auto& request = asked.answer.message();
    auto response = informational();
    response.exchange_type = request.exchange_type;
    response.message_id = request.message_id;
    response.flags = flag_initiator | flag_response;
    if (const auto* cookie = asked.notify(NotifyType::cookie2)) { response.payloads.push_back(payload(*cookie)); }
    // RFC 7296, Section 1.3: whoever wants no more says so.
    if (request.exchange_type == static_cast<std::uint8_t>(ExchangeType::create_child_sa)) {
        response.payloads.push_back(wire::ike::notify(NotifyType::no_additional_sas));
    }
    initiator_.send_protected(keys_, response);
}

Received Tunnel::receive_beside(Duration patience)
{
    constexpr std::size_t marker_octets = 4;  // RFC 3948, Section 2.2
    auto received = initiator_.receive_datagram(patience);
    const View octets{received.octets};
    if (received.kind == Received::Kind::octets && octets.size() > marker_octets &&
        std::ranges::all_of(octets.first(marker_octets), [](auto octet) { return octet == 0; })) {
        const auto dissection = dissect(octets.subspan(marker_octets));
        was_asked_beside_ = was_asked_beside_ || (dissection.has_header && (dissection.message.flags & flag_response) == 0);
    }
    return received;
}

Conclusion Tunnel::exchange(Message request, bool again_in_silence)
{
    request.message_id = next_id_++;
    return beyond_requests_of_theirs(initiator_.exchange_protected(keys_, request, again_in_silence));
}

Conclusion Tunnel::exchange_as(std::uint32_t message_id, Message request)
{
    request.message_id = message_id;
    return beyond_requests_of_theirs(initiator_.exchange_protected(keys_, request, false));
}

void Tunnel::send(Message request)
{
    request.message_id = next_id_++;
    initiator_.send_request(keys_, request);
}

Conclusion Tunnel::answer_to_request() { return beyond_requests_of_theirs(initiator_.answer_to_request(keys_)); }

Octets Tunnel::sealed(Message request)
{
    request.message_id = next_id_;
    return seal(request, keys_, true, bench_.random);
}

std::vector<Octets> Tunnel::sealed(Message request, const std::vector<Part>& parts)
{
    request.message_id = next_id_;
    std::vector<Octets> messages;
    for (const auto& part : parts) {
        messages.push_back(seal(request, part, keys_, true, bench_.random));
    }
    return messages;
}

Conclusion Tunnel::exchange(Message request, const std::vector<Octets>& messages, bool again_in_silence)
{
    request.message_id = next_id_++;
    return beyond_requests_of_theirs(initiator_.exchange_sealed(keys_, request, messages, again_in_silence));
}

Conclusion Tunnel::offer(Message request, const std::vector<Octets>& messages)
{
    request.message_id = next_id_;
    return initiator_.exchange_sealed(keys_, request, messages, false);
}

Conclusion Tunnel::ask_again(const std::vector<Octets>& messages, bool again_in_silence)
{
    return initiator_.ask_again(keys_, messages, again_in_silence);
}

Conclusion Tunnel::beyond_requests_of_theirs(Conclusion conclusion)
{
    for (unsigned i = 0; i < most_requests_of_theirs && is_their_request(conclusion); ++i) {
        respond_to(conclusion);
        auto frames = std::move(conclusion.answer.frames);
        conclusion = initiator_.listen_protected(keys_, bench_.patience.quiet);
        conclusion.sent = true;
        frames.insert(frames.end(), conclusion.answer.frames.begin(), conclusion.answer.frames.end());
        conclusion.answer.frames = std::move(frames);
    }
    // It goes on asking: what we have asked it has no answer.
    if (is_their_request(conclusion)) {
        respond_to(conclusion);
        auto frames = std::move(conclusion.answer.frames);
        conclusion = {};
        conclusion.sent = true;
        conclusion.answer.frames = std::move(frames);
    }
    return conclusion;
}

const Conclusion& Tunnel::authenticate(const Message& request) { return authenticated(request, exchange(request)); }

const Conclusion& Tunnel::authenticate(const Message& request, const std::vector<Octets>& messages)
{
    return authenticated(request, exchange(request, messages));
}

const Conclusion& Tunnel::authenticated(const Message& request, Conclusion answer)
{
    answer_ = std::move(answer);
    if (request.find(PayloadType::authentication) == nullptr) { log_in(request); }
    established_ = problem_.empty() && body<Identification>(PayloadType::identification_responder) != nullptr &&
                   body<Authentication>(PayloadType::authentication) != nullptr && !ends_the_ike_sa(answer_);
    if (established_) { take_up(request); }
    return answer_;
}

void Tunnel::take_up(const Message& request)
{
    const auto* offered = request.body<SecurityAssociation>(PayloadType::security_association);
    const auto* chosen = body<SecurityAssociation>(PayloadType::security_association);
    if (offered == nullptr || chosen == nullptr) { return; }
    child_ = child_of(*offered, *chosen, {}, {initiator_.nonce(), nonce_});
}

Message Tunnel::informational(std::vector<Payload> payloads) const
{
    Message message;
    message.initiator_spi = initiator_.spi();
    message.responder_spi = responder_spi_;
    message.exchange_type = static_cast<std::uint8_t>(ExchangeType::informational);
    message.payloads = std::move(payloads);
    return message;
}

void Tunnel::leave()
{
    // Who hears no answer to IKE_AUTH may be let in all the same.
    const bool may_be_inside = bench_.patience.insists_on_leaving && next_id_ > 1 && !answer_.answer.is_message();
    if (left_ || !(established_ || may_be_inside)) { return; }
    left_ = true;
    (void)exchange(informational({payload(Delete{protocol_ike, {}, {}, {}, {}})}), bench_.patience.insists_on_leaving);
}

const Payload* Tunnel::find(PayloadType type) const
{
    const auto found = std::ranges::find_if(answer_.inside, [&](const Payload& one) { return one.is(type); });
    return found == answer_.inside.end() ? nullptr : &*found;
}

std::vector<Octets> Tunnel::certificates() const
{
    std::vector<Octets> found;
    for (const auto& one : answer_.inside) {
        const auto* certificate = std::get_if<Certificate>(&one.body);
        if (found.size() == most_certificates) { break; }
        if (one.is(PayloadType::certificate) && certificate != nullptr && certificate->encoding == certificate_x509_signature) {
            found.push_back(certificate->data);
        }
    }
    return found;
}

const Authentication* Tunnel::signature() const
{
    if (bench_.target.client_proof == ClientProof::certificate) { return body<Authentication>(PayloadType::authentication); }
    return proof_before_eap_ ? &*proof_before_eap_ : nullptr;
}

Verified Tunnel::verify_with(View certificate) const
{
    const auto* id = find(PayloadType::identification_responder);
    const auto* authentication = signature();
    if (id == nullptr || authentication == nullptr) { return {}; }
    const auto octets = octets_to_sign({init_.octets, initiator_.nonce(), prf_, keys_.pr}, *id);
    return verify(*authentication, certificate, octets);
}

}  // namespace conformance::peers::ike
