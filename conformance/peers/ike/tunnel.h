// A well-behaved client behind an accepted IKE_SA_INIT: it proves its identity, by certificate or by EAP as the target file has it, and
// asks for an address and one Child SA. RFC 7296, Sections 1.2, 1.4, 2.15 to 2.17 and 2.19.
#pragma once

#include "peers/ike/authentication.h"
#include "peers/ike/child_sa.h"
#include "peers/ike/initiator.h"

namespace conformance::peers::ike {

// What came of asking for one Child SA more.
struct NewChild {
    Conclusion conclusion;
    std::optional<wire::ike::Proposal> selected;  // where the answer has an SA payload
    std::optional<std::uint16_t> wanted_group;    // of an INVALID_KE_PAYLOAD
    std::optional<ChildSa> sa;                    // where the prober has its keys

    // accepted, refused-by-notify:14, invalid-ke:19, silent, refused, unexpected
    [[nodiscard]] std::string code() const;
    [[nodiscard]] bool is_refused_with(wire::ike::NotifyType type) const { return !selected && conclusion.notify(type) != nullptr; }
};

// One IKE SA of a client: what its messages are sealed and numbered by.
struct OwnSa {
    std::uint64_t initiator_spi = 0, responder_spi = 0;
    std::uint16_t prf = 0;
    IkeKeys keys;
    std::uint32_t next_id = 0;
};

// What an IKE SA in the place of another is asked for with: one proposal a row, under one SPI.
[[nodiscard]] wire::ike::SecurityAssociation rekey_offer(const std::vector<catalog::IkeRow>& rows, Random& random);

// What came of asking for an IKE SA in the place of another.
struct NewIkeSa {
    Conclusion conclusion;
    std::optional<wire::ike::Proposal> selected;  // where the answer has an SA payload
    std::optional<OwnSa> sa;                      // where the prober has its keys
};

class Tunnel {
public:
    // `init` accepted the last request of `initiator`, `offered` says whether that held SIGNATURE_HASH_ALGORITHMS. Throws Unmet
    // where there are no credentials for what the target file has the client log in by, or no keys.
    Tunnel(Bench& bench, Initiator initiator, Answer init, bool offered_hashes);

    // IDi, CERT, CERTREQ, AUTH, CP, SA, TSi, TSr; of a client that wants EAP, without CERT and AUTH.
    [[nodiscard]] wire::ike::Message ike_auth();
    // AUTH anew, over the IDi that `request` now has, where it has one. Throws Unmet where the key does not sign so.
    void sign(wire::ike::Message& request);

    // Any request under the keys of this IKE SA, with the next Message ID. Requests of the gateway are answered on the way.
    [[nodiscard]] Conclusion exchange(wire::ike::Message request, bool again_in_silence = true);
    // The same with a Message ID out of turn, which is not used up: sent once, since there may be no answer.
    [[nodiscard]] Conclusion exchange_as(std::uint32_t message_id, wire::ike::Message request);
    // The last request once more, octet for octet; the answer that it had counts again.
    [[nodiscard]] Conclusion repeat() { return beyond_requests_of_theirs(initiator_.repeat_protected(keys_)); }
    // Answers what the gateway asks for, until it has asked for nothing so long.
    void serve(Duration patience) { (void)beyond_requests_of_theirs(listen(patience)); }
    [[nodiscard]] Conclusion listen(Duration patience) { return initiator_.listen_protected(keys_, patience); }
    // The same in two steps, for what several clients do at once.
    void send(wire::ike::Message request);
    [[nodiscard]] Conclusion answer_to_request();
    const Conclusion& authenticated(const wire::ike::Message& request, Conclusion answer);
    // IKE_AUTH as it stands, and the login by EAP that the gateway begins then. What both brought is kept.
    const Conclusion& authenticate(const wire::ike::Message& request);
    // The last IKE_AUTH behind EAP goes without AUTH.
    void leave_out_auth_after_eap() { proves_itself_after_eap_ = false; }
    // CREATE_CHILD_SA for one Child SA more: SA, Ni, KEi unless the group is 0, TSi, TSr. Of a group that the prober does not compute
    // in, KEi is octets of the right length.
    [[nodiscard]] wire::ike::Message create_child_sa(wire::ike::SecurityAssociation offer, std::uint16_t ke_group);
    // The same in the place of the Child SA on which we receive under this SPI.
    [[nodiscard]] wire::ike::Message rekey_child_sa(wire::ike::SecurityAssociation offer, std::uint16_t ke_group, View own_spi);
    // CREATE_CHILD_SA for an IKE SA in the place of this: SA, Ni, and KEi unless the group is 0. That request as it stands.
    [[nodiscard]] wire::ike::Message rekey_ike_sa(wire::ike::SecurityAssociation offer, std::uint16_t ke_group);
    [[nodiscard]] NewIkeSa open_ike_sa(const wire::ike::Message& request);
    // Requests are made under this IKE SA from here on. The one before lives until it is deleted.
    void change_to(OwnSa sa);
    [[nodiscard]] OwnSa current() const { return {initiator_.spi(), responder_spi_, prf_, keys_, next_id_}; }
    [[nodiscard]] std::uint64_t own_spi() const { return initiator_.spi(); }
    // From another port of ours from here on. The Link that was used before.
    std::unique_ptr<Link> change_port() { return initiator_.change_port(); }
    [[nodiscard]] Endpoint local() const { return initiator_.local(); }
    [[nodiscard]] Endpoint remote() const { return initiator_.remote(); }
    // That request as it stands; and the end of a Child SA, by the SPI that the prober chose.
    [[nodiscard]] NewChild open_child(const wire::ike::Message& request);
    Conclusion close_child(View own_spi);

    // The request sealed in one piece, with the Message ID of the next one.
    [[nodiscard]] Octets sealed(wire::ike::Message request);
    // RFC 7383. The same request sealed in parts, with the Message ID of the next one; and sent as these messages.
    [[nodiscard]] std::vector<Octets> sealed(wire::ike::Message request, const std::vector<Part>& parts);
    [[nodiscard]] Conclusion exchange(wire::ike::Message request, const std::vector<Octets>& messages, bool again_in_silence = true);
    const Conclusion& authenticate(const wire::ike::Message& request, const std::vector<Octets>& messages);
    // Sent, and an answer awaited once: there may be none, and the Message ID is not used up.
    [[nodiscard]] Conclusion offer(wire::ike::Message request, const std::vector<Octets>& messages);
    // Messages that were answered before.
    [[nodiscard]] Conclusion ask_again(const std::vector<Octets>& messages, bool again_in_silence);
    [[nodiscard]] bool both_support_fragments() const { return both_support_fragments_; }
    [[nodiscard]] wire::ike::Message informational(std::vector<wire::ike::Payload> payloads = {}) const;
    // Beside IKE, on the same Link: a datagram that is no IKE message.
    unsigned send_beside(View octets) { return initiator_.send_datagram(octets); }
    [[nodiscard]] Received receive_beside(Duration patience);
    // Whether a request of the gateway was among what came so, and was let go: it may have ended a Child SA.
    [[nodiscard]] bool was_asked_beside() const { return was_asked_beside_; }
    [[nodiscard]] bool is_on_nat_t_port() const { return initiator_.port() == Port::nat_t; }

    // Deletes the IKE SA, once: a courtesy that is not insisted upon, unless the patience says so.
    void leave();

    [[nodiscard]] const Answer& init() const { return init_; }
    [[nodiscard]] const Conclusion& answer() const { return answer_; }
    // IDr and AUTH stand in the answer to IKE_AUTH: there is an IKE SA, with or without a Child SA.
    [[nodiscard]] bool is_established() const { return established_; }
    // Why a login by EAP brought none.
    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] const std::optional<ChildSa>& child() const { return child_; }
    // What both sent SIGNATURE_HASH_ALGORITHMS for.
    [[nodiscard]] bool both_sent_hashes() const { return offered_hashes_ && signature_hashes(init_.message()).has_value(); }

    // Of the answer to IKE_AUTH: the first payload of the type, and the certificates in their order.
    [[nodiscard]] const wire::ike::Payload* find(wire::ike::PayloadType type) const;
    template <class T>
    [[nodiscard]] const T* body(wire::ike::PayloadType type) const
    {
        const auto* found = find(type);
        return found == nullptr ? nullptr : std::get_if<T>(&found->body);
    }
    [[nodiscard]] std::vector<Octets> certificates() const;
    // The AUTH that is to be by the key of the gateway's certificate; where EAP follows, the one that stands before it.
    [[nodiscard]] const wire::ike::Authentication* signature() const;
    // The same, held against the key of that certificate.
    [[nodiscard]] Verified verify_with(View certificate) const;
    // The gateway's last AUTH is by the key that EAP made.
    [[nodiscard]] bool is_proved_by_eap() const;

private:
    void log_in(const wire::ike::Message& request);
    void add_to_answer(Conclusion next);
    [[nodiscard]] wire::ike::Message create(wire::ike::SecurityAssociation offer, std::uint16_t ke_group);
    [[nodiscard]] std::optional<Octets> secret_with(const wire::ike::KeyExchange* share, std::uint16_t group) const;
    [[nodiscard]] Conclusion beyond_requests_of_theirs(Conclusion conclusion);
    [[nodiscard]] bool is_their_request(const Conclusion& conclusion) const;
    void respond_to(const Conclusion& asked);
    void take_up(const wire::ike::Message& request);
    // If one proposal was taken and the prober has its algorithms. `secret` is that of a key exchange, or nothing.
    [[nodiscard]] std::optional<ChildSa> child_of(const wire::ike::SecurityAssociation& offered,
                                                  const wire::ike::SecurityAssociation& chosen, View secret, const Nonces& nonces);

    Bench& bench_;
    Initiator initiator_;
    Answer init_;
    bool offered_hashes_;
    Octets first_message_;  // as sent, the marker left out
    Octets nonce_;          // of the responder
    std::uint64_t responder_spi_ = 0;
    std::uint16_t prf_ = 0;
    IkeKeys keys_;
    std::uint32_t next_id_ = 1;
    Conclusion answer_;
    std::optional<wire::ike::Authentication> proof_before_eap_;
    Octets key_of_eap_;
    std::string problem_;
    bool proves_itself_after_eap_ = true;
    bool established_ = false, left_ = false, both_support_fragments_ = false, was_asked_beside_ = false;
    std::optional<ChildSa> child_;
    std::uint16_t group_ = 0;  // of the last CREATE_CHILD_SA
    std::unique_ptr<crypto::KeyExchange> key_exchange_;
};

}  // namespace conformance::peers::ike
