// IKE_AUTH of a client that proves itself by EAP: RFC 7296, Section 2.16. What stands in brackets
// is left out where RFC 5998 is asked for and the method is safe without.
//
//   HDR, SK {IDi, [CP,] SAi2, TSi, TSr}  -->
//                                        <--  HDR, SK {IDr, [CERT, AUTH,] EAP}
//   HDR, SK {EAP}  -->                   <--  HDR, SK {EAP}                        some times
//   HDR, SK {EAP}  -->                   <--  HDR, SK {EAP (Success)}
//   HDR, SK {AUTH}  -->                  <--  HDR, SK {AUTH, [CP,] SAr2, TSi, TSr}
#include <algorithm>
#include <utility>

#include "ike/responder.h"
#include "ike/signed_octets.h"
#include "ike/tell.h"

namespace gateway::ike {

bool Responder::wants_eap(const IkeSa& sa) const
{
    return settings_.credentials && settings_.credentials->eap && sa.claims &&
           !sa.claims->authenticator;
}

void Responder::begin_eap(IkeSa& sa, const Arrival& arrival, Instant now, Actions& actions)
{
    const Credentials& own = *settings_.credentials;
    std::vector<eap::Type> methods = own.eap->methods;
    const bool eap_only =
        own.eap_only && sa.claims->eap_only && std::ranges::any_of(methods, eap::is_safe_alone);
    if (eap_only) std::erase_if(methods, [](eap::Type type) { return !eap::is_safe_alone(type); });
    sa.login = std::make_shared<Login>(Login{{own.eap, std::move(methods), random_}});
    sa.state = next(sa.state, Step::authentication_begun).value();
    if (eap_only) {
        answer_eap(sa, arrival, {own.identification}, sa.login->authenticator.begin(), now,
                   actions);
        return;
    }
    wait_for(sa, arrival,
             crypto::OwnProof{own.key, own_method(*own.key, sa.peer_hashes).method,
                              signed_by_responder(sa, body_of(own.identification))},
             actions);
}

void Responder::on_eap_turn(IkeSa& sa, const Arrival& arrival, const std::optional<Chain>& inside,
                            Instant now, Actions& actions)
{
    const EapTurn turn = (inside ? parse_eap_turn(*inside) : std::nullopt).value_or(EapTurn{});
    sa.state = next(sa.state, Step::authentication_begun).value();
    if (sa.login->proved) {
        on_proven(sa, arrival, proven_by_eap(sa, turn), now, actions);
        return;
    }
    // What is no packet is no response either, and ends it.
    const Octets packet = turn.packet.value_or(Octets{});
    answer_eap(sa, arrival, {}, sa.login->authenticator.on_response(packet), now, actions);
}

void Responder::on_eap_computed(IkeSa& sa, const Arrival& arrival, const Computed& computed,
                                Instant now, Actions& actions)
{
    if (!sa.login) return;
    eap::Authenticator& authenticator = sa.login->authenticator;
    if (const auto* own = std::get_if<crypto::OwnSignature>(&computed.result)) {
        answer_eap(sa, arrival, own_proof(sa, own->octets), authenticator.begin(), now, actions);
        return;
    }
    answer_eap(sa, arrival, {},
               authenticator.on_computed(std::get<crypto::TlsProgress>(computed.result)), now,
               actions);
}

void Responder::answer_eap(IkeSa& sa, const Arrival& arrival, std::vector<Payload> payloads,
                           eap::Outcome outcome, Instant now, Actions& actions)
{
    if (auto* turn = std::get_if<crypto::TlsTurn>(&outcome)) {
        wait_for(sa, arrival, std::move(*turn), actions);
        return;
    }
    Response response = response_to(sa, arrival);
    response.payloads = std::move(payloads);
    if (const auto* rejected = std::get_if<eap::Rejected>(&outcome)) {
        // Section 2.21.2: there is no AUTHENTICATION_FAILED beside it.
        response.payloads.emplace_back(EapMessage{rejected->packet});
        answer_within(sa, arrival, std::move(response), actions);
        actions.events.push_back(login_failed(arrival, rejected->reason));
        sas_.close(sa, Step::authentication_refused, now);
        return;
    }
    if (auto* accepted = std::get_if<eap::Accepted>(&outcome)) {
        response.payloads.emplace_back(EapMessage{std::move(accepted->packet)});
        sa.login->proved = std::move(accepted->proved);
    } else {
        response.payloads.emplace_back(EapMessage{std::get<eap::Request>(outcome).packet});
    }
    answer_within(sa, arrival, std::move(response), actions);
    actions.events.push_back(told(arrival, "asked"));
    sa.state = next(sa.state, Step::more_asked).value();
}

// The client's AUTH is a MAC under the key that came of EAP, and that alone.
crypto::Proven Responder::proven_by_eap(const IkeSa& sa, const EapTurn& turn) const
{
    crypto::Proven proven;
    const Authenticator expected = shared_key_authenticator(
        sa, sa.login->proved->msk, signed_by_initiator(sa, seams_.identification(*sa.claims)));
    proven.trust = crypto::Trust::trusted;
    proven.signature_holds =
        turn.authenticator && turn.authenticator->method == expected.method &&
        crypto::equal_in_constant_time(turn.authenticator->data, expected.data);
    proven.subject = sa.login->proved->identity;
    proven.person = sa.login->proved->person;
    return proven;
}

}  // namespace gateway::ike
