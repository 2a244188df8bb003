#include "probes/ike/eap.h"

#include <algorithm>

#include "peers/ike/tunnel_identity.h"
#include "probes/ike/refused_ike_auth.h"
#include "probes/ike/tunnels.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

std::optional<std::string> excused(const Target& target)
{
    if (auto why = known_row_is_accepted.excused(target)) {
        return why;
    }
    const auto claim = target.claims.find("eap");
    if (claim != target.claims.end() && !claim->second.empty()) {
        return std::nullopt;
    }
    return "claims.eap: the gateway does not claim to authenticate clients by EAP";
}

std::optional<std::string> missing(const Learned& learned)
{
    return known_row_is_accepted.missing(learned);
}

bool holds(Bench& bench)
{
    return known_row_is_accepted.holds(bench);
}

Answer accepted_init(Bench& bench, Initiator& peer)
{
    auto request = peer.ike_sa_init(known_row(bench));
    request.payloads.push_back(peers::ike::signature_hash_algorithms(all_hashes));
    auto answer = peer.exchange(std::move(request));
    if (!answer.accepted()) {
        throw Unmet{"the known row is not accepted: " + answer.text(bench.registries)};
    }
    return answer;
}

peers::ike::IkeKeys keys_of(Initiator& peer, const Answer& init)
{
    auto keys = peer.keys_for(init);
    if (!keys) {
        throw Unmet{"the prober has no keys for the IKE SA"};
    }
    return std::move(*keys);
}

Message without_auth(Bench& bench, Message request, const std::vector<Payload>& extra)
{
    for (auto& one : request.payloads) {
        if (one.is(PayloadType::authentication)) {
            one = peers::ike::certificate_request(bench);
        }
    }
    request.payloads.insert(request.payloads.end(), extra.begin(), extra.end());
    return request;
}

}  // namespace

const Control row_is_accepted_for_eap{"the row accepted at the start is accepted again", excused,
                                      missing, holds, true};

Payload eap_response(View request, EapType type, View data)
{
    return peers::ike::eap_payload(peers::eap::response_to(request, type, data));
}

EapAttempt::EapAttempt(Bench& bench, const std::vector<Payload>& extra, const std::string& user)
    : bench_{bench},
      peer_{bench, tunnel_port(bench)},
      init_{accepted_init(bench, peer_)},
      first_message_{peer_.last_message()},
      keys_{keys_of(peer_, init_)}
{
    auto request = without_auth(bench, peer_.ike_auth(init_), extra);
    for (auto& one : request.payloads) {
        if (!one.is(PayloadType::identification_initiator)) {
            continue;
        }
        if (!user.empty()) {
            one.body = peers::ike::identity_of_user(user);
        }
        own_identity_ = one;
    }
    answer_ = go_on(std::move(request.payloads));
    auto packet = eap_packet_in(answer_);
    if (!packet) {
        throw Unmet{"an IKE_AUTH without AUTH was not answered with EAP: " +
                    text_of(answer_, bench.registries)};
    }
    packet_ = std::move(*packet);
}

const Payload* EapAttempt::find(PayloadType type) const
{
    const auto found =
        std::ranges::find_if(answer_.inside, [&](const Payload& one) { return one.is(type); });
    return found == answer_.inside.end() ? nullptr : &*found;
}

std::vector<Octets> EapAttempt::certificates() const
{
    std::vector<Octets> found;
    for (const auto& one : answer_.inside) {
        const auto* body = std::get_if<Certificate>(&one.body);
        if (one.is(PayloadType::certificate) && body != nullptr &&
            body->encoding == certificate_x509_signature) {
            found.push_back(body->data);
        }
    }
    return found;
}

crypto::SignatureCheck EapAttempt::verify_with(View certificate) const
{
    const auto* id = find(PayloadType::identification_responder);
    const auto* auth = find(PayloadType::authentication);
    const auto* body = auth == nullptr ? nullptr : std::get_if<Authentication>(&auth->body);
    const auto tuple = init_.selected();
    if (id == nullptr || body == nullptr || !tuple) {
        return crypto::SignatureCheck::unknown;
    }
    const auto octets =
        peers::ike::octets_to_sign({init_.octets, peer_.nonce(), tuple->prf, keys_.pr}, *id);
    return peers::ike::verify(*body, certificate, octets).check;
}

peers::ike::Conclusion EapAttempt::give_up()
{
    const Octets no_other_method{0};
    return go_on({eap_response(packet_, EapType::nak, no_other_method)});
}

peers::ike::Conclusion EapAttempt::go_on(std::vector<Payload> payloads)
{
    auto request = peer_.ike_auth(init_);
    request.message_id = next_id_++;
    request.payloads = std::move(payloads);
    return peer_.exchange_protected(keys_, request, true);
}

Payload EapAttempt::own_auth(View key) const
{
    const auto* nonce = init_.message().body<Nonce>(PayloadType::nonce);
    const auto prf = init_.selected().value_or(catalog::IkeRow{}).prf;
    const auto octets = peers::ike::octets_to_sign(
        {first_message_, nonce == nullptr ? View{} : View{nonce->data}, prf, keys_.pi},
        own_identity_);
    return payload(peers::ike::authentication_by(key, prf, octets));
}

void EapAttempt::leave()
{
    auto request = peer_.ike_auth(init_);
    request.exchange_type = static_cast<std::uint8_t>(ExchangeType::informational);
    request.message_id = next_id_++;
    request.payloads = {payload(Delete{protocol_ike, {}, {}, {}, {}})};
    (void)peer_.exchange_protected(keys_, request, false);
}

}  // namespace conformance::probes::ike
