// IKE_AUTH: HDR, SK {IDi, [CERT,] AUTH, [CP,] SAi2, TSi, TSr}  -->
//           <--  HDR, SK {IDr, CERT, AUTH, [CP,] SAr2, TSi, TSr}
#include <utility>

#include "ike/mobike.h"
#include "ike/protection.h"
#include "ike/responder.h"
#include "ike/signed_octets.h"
#include "ike/tell.h"

namespace gateway::ike {

Response response_to(const IkeSa& sa, const Arrival& arrival)
{
    return {sa.initiator_spi,
            sa.responder_spi,
            arrival.header.exchange_type,
            arrival.header.message_id,
            {},
            true,
            sa.begun_here};
}

void Responder::on_protected(const Arrival& arrival, Instant now, Actions& actions)
{
    IkeSa* sa = sa_of(arrival.header);
    if (sa == nullptr) {
        actions.events.push_back(dropped(arrival, "unknown-spi"));
        return;
    }
    if (arrival.is_awaited) return on_response(*sa, arrival, now, actions);
    if (!sa->last_identity.empty() && sa->last_identity == identity_within(arrival)) {
        answer_again(sa->last_response, arrival, actions);
        return;
    }
    if (sa->state != State::half_open && sa->state != State::conversing &&
        sa->state != State::established) {
        actions.events.push_back(dropped(arrival, "not-half-open"));
        return;
    }
    if (!seams_.is_next(arrival.header.message_id, sa->next_message_id)) {
        if (is_first_fragment_again(*sa, arrival)) {
            answer_again(sa->last_response, arrival, actions);
        } else {
            actions.events.push_back(dropped(arrival, "out-of-sequence"));
        }
        return;
    }
    const auto outside = split(arrival.header.first_payload, arrival.message.subspan(header_size));
    if (outside && count_of(*outside, PayloadType::encrypted_fragment) == 1) {
        on_fragment(*sa, arrival, *outside, now, actions);
        return;
    }
    if (!outside || count_of(*outside, PayloadType::encrypted) != 1) {
        actions.events.push_back(dropped(arrival, "malformed"));
        return;
    }
    const std::size_t body_size = first_of(*outside, PayloadType::encrypted).size();
    const auto inside = seams_.open(*sa->algorithms, sa->keys, arrival.message, body_size);
    if (!inside) {
        actions.events.push_back(dropped(arrival, "not-authentic"));
        return;
    }
    serve(*sa, arrival, *outside, *inside, now, actions);
}

void Responder::serve(IkeSa& sa, const Arrival& arrival, const Chain& outside, View inside,
                      Instant now, Actions& actions)
{
    heard(sa, arrival, now, actions);
    const auto chain = split(outside.first_inside, inside);
    if (sa.state != State::established) {
        on_ike_auth(sa, arrival, outside, chain, now, actions);
    } else {
        on_request_within(sa, arrival, outside, chain, now, actions);
    }
}

void Responder::on_ike_auth(IkeSa& sa, const Arrival& arrival, const Chain& outside,
                            const std::optional<Chain>& inside, Instant now, Actions& actions)
{
    auto unknown = unknown_critical_payload(outside);
    if (!unknown && inside) unknown = unknown_critical_payload(*inside);
    if (const auto refusal =
            refused_by(seams_.rules.ike_auth,
                       Authentication{arrival.header.exchange_type, unknown, bool{inside},
                                      outside.first_inside})) {
        refuse_authentication(sa, arrival, *refusal, now, actions);
        return;
    }
    if (sa.login) return on_eap_turn(sa, arrival, inside, now, actions);
    if (inside) sa.claims = parse_ike_auth(*inside);
    if (inside) sa.mobike |= notify_of(*inside, NotifyType::mobike_supported).has_value();
    if (inside && forbids_the_nat(*inside, arrival.path)) {
        return refuse_authentication(sa, arrival, Notify{NotifyType::unexpected_nat_detected, {}},
                                     now, actions);
    }
    if (wants_eap(sa)) return begin_eap(sa, arrival, now, actions);
    auto proof = proof_of(sa);
    if (!proof) {
        on_proven(sa, arrival, std::nullopt, now, actions);
        return;
    }
    sa.state = next(sa.state, Step::authentication_begun).value();
    wait_for(sa, arrival, std::move(*proof), actions);
}

void Responder::wait_for(IkeSa& sa, const Arrival& arrival, decltype(Compute::work) work,
                         Actions& actions)
{
    sa.last_identity = identity_within(arrival);
    sa.last_response.clear();
    Arrival kept = arrival;
    kept.message = {};
    waiting_.insert_or_assign(sa.responder_spi, Waiting{std::move(kept)});
    actions.compute.push_back({sa.responder_spi, std::move(work)});
}

std::optional<crypto::MutualProof> Responder::proof_of(const IkeSa& sa) const
{
    if (!settings_.credentials || !sa.claims || !sa.claims->authenticator) return std::nullopt;
    const auto signature = signature_in(*sa.claims->authenticator);
    if (!signature || sa.claims->certificates.empty()) return std::nullopt;
    const Credentials& own = *settings_.credentials;
    crypto::MutualProof proof;
    proof.roots = own.roots;
    proof.chain = sa.claims->certificates;
    proof.methods = signature->methods;
    proof.signature = signature->octets;
    proof.signed_octets = signed_by_initiator(sa, seams_.identification(*sa.claims));
    proof.key = own.key;
    proof.own_method = own_method(*own.key, sa.peer_hashes).method;
    proof.to_be_signed = signed_by_responder(sa, body_of(own.identification));
    return proof;
}

void Responder::on_proven(IkeSa& sa, const Arrival& arrival,
                          const std::optional<crypto::Proven>& proven, Instant now,
                          Actions& actions)
{
    if (const auto refusal = refused_by(seams_.rules.admission, Admission{proven})) {
        refuse_authentication(sa, arrival, *refusal, now, actions);
    } else if (proven && settings_.credentials) {
        admit(sa, arrival, *proven, now, actions);
    }
}

void Responder::refuse_authentication(IkeSa& sa, const Arrival& arrival, const Refusal& refusal,
                                      Instant now, Actions& actions)
{
    if (const auto* drop = std::get_if<Drop>(&refusal)) {
        actions.events.push_back(dropped(arrival, drop->reason));
        return;
    }
    const Notify& notify = std::get<Notify>(refusal);
    Response response = response_to(sa, arrival);
    response.payloads = {notify};
    answer_within(sa, arrival, std::move(response), actions);
    actions.events.push_back(refused(arrival, notify.type));
    sas_.close(sa, Step::authentication_refused, now);
}

void Responder::admit(IkeSa& sa, const Arrival& arrival, const crypto::Proven& proven, Instant now,
                      Actions& actions)
{
    sa.subject = proven.subject;
    sa.person = proven.person;
    if (sa.claims->initial_contact) replace_others_of(sa, now, actions);
    if (!find_a_place(sa, arrival, now, actions)) return;
    Response response = response_to(sa, arrival);
    response.payloads = own_proof(sa, proven.signature);
    const IkeAuthRequest claims = std::move(*sa.claims);
    sa.claims.reset();
    sa.login.reset();
    sas_.establish(sa, now);
    begin_upkeep(sa, now);
    actions.events.push_back(admitted(arrival, sa));

    if (sa.mobike) response.payloads.emplace_back(Notify{NotifyType::mobike_supported, {}});
    if (claims.child) open_first_child(sa, arrival, claims, response, actions);
    if (sa.children.empty()) sas_.keep_briefly(sa, now);
    answer_within(sa, arrival, std::move(response), actions);
}

// "Rejected for policy reasons", says RFC 7296, Section 3.10.1, of INVALID_SYNTAX, which is for
// whatever no other status covers; by Section 2.21.2 no IKE SA comes of it. AUTHENTICATION_FAILED
// would tell the client that its certificate is at fault, and what goes with an IKE SA that is
// created all the same (INTERNAL_ADDRESS_FAILURE, NO_PROPOSAL_CHOSEN) would leave one session more.
bool Responder::find_a_place(IkeSa& sa, const Arrival& arrival, Instant now, Actions& actions)
{
    sa.has_place = settings_.network.admit();
    if (sa.has_place) return true;
    refuse_authentication(sa, arrival, Notify{NotifyType::invalid_syntax, {}}, now, actions);
    return false;
}

std::vector<Payload> Responder::own_proof(const IkeSa& sa, View signature) const
{
    const Credentials& own = *settings_.credentials;
    if (sa.login && sa.login->proved) {
        return {shared_key_authenticator(
            sa, sa.login->proved->msk, signed_by_responder(sa, body_of(own.identification)))};
    }
    std::vector<Payload> payloads{own.identification};
    for (const Octets& der : own.chain) {
        payloads.emplace_back(Certificate{der});
    }
    payloads.emplace_back(authenticator(own_method(*own.key, sa.peer_hashes), signature));
    return payloads;
}

void Responder::replace_others_of(const IkeSa& sa, Instant now, Actions& actions)
{
    for (const std::uint64_t spi : sas_.others_of(sa)) {
        end(*sas_.by_spi(spi), now, actions);
    }
}

void Responder::answer_within(IkeSa& sa, const Arrival& arrival, Response response,
                              Actions& actions)
{
    seams_.outbox(response, arrival);
    // What was computed in the meantime has lost its message: on_ike_auth() has noted it.
    if (!arrival.message.empty()) sa.last_identity = identity_within(arrival);
    sa.next_message_id = arrival.header.message_id + 1;
    sa.last_response = sealed(sa, arrival, response);
    fragments_.forget(sa.own_spi());
    for (const Octets& message : sa.last_response) {
        send(message, arrival, actions);
    }
}

Octets Responder::identity_within(const Arrival& arrival) const
{
    Arrival from_anywhere = arrival;
    from_anywhere.path = {};
    return seams_.request_identity(from_anywhere);
}

}  // namespace gateway::ike
