// A well-behaved client behind an accepted IKE_SA_INIT: it proves its identity by certificate and asks for an address and one Child
// SA. RFC 7296, Sections 1.2, 1.4, 2.15, 2.17 and 2.19.
#pragma once

#include "peers/ike/authentication.h"
#include "peers/ike/child_sa.h"
#include "peers/ike/initiator.h"

namespace conformance::peers::ike {

class Tunnel {
public:
    // `init` accepted the last request of `initiator`, `offered` says whether that held SIGNATURE_HASH_ALGORITHMS. Throws Unmet
    // where there are no credentials or no keys.
    Tunnel(Bench& bench, Initiator initiator, Answer init, bool offered_hashes);

    // IDi, CERT, CERTREQ, AUTH, CP, SA, TSi, TSr.
    [[nodiscard]] wire::ike::Message ike_auth();
    // AUTH anew, over the IDi that `request` now has. Throws Unmet where the key does not sign so.
    void sign(wire::ike::Message& request);

    // Any request under the keys of this IKE SA, with the next Message ID. Requests of the gateway are answered on the way.
    [[nodiscard]] Conclusion exchange(wire::ike::Message request, bool again_in_silence = true);
    // IKE_AUTH as it stands. What it brought is kept.
    const Conclusion& authenticate(const wire::ike::Message& request);

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
    // Deletes the IKE SA, once: a courtesy that is not insisted upon.
    void leave();

    [[nodiscard]] const Answer& init() const { return init_; }
    [[nodiscard]] const Conclusion& answer() const { return answer_; }
    // IDr and AUTH stand in the answer to IKE_AUTH: there is an IKE SA, with or without a Child SA.
    [[nodiscard]] bool is_established() const { return established_; }
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
    // The gateway's AUTH, with the key of that certificate.
    [[nodiscard]] Verified verify_with(View certificate) const;

private:
    [[nodiscard]] Conclusion past_their_requests(Conclusion conclusion);
    const Conclusion& keep(const wire::ike::Message& request, Conclusion conclusion);
    [[nodiscard]] bool is_their_request(const Conclusion& conclusion) const;
    void respond_to(const wire::ike::Message& request);
    void take_up(const wire::ike::Message& request);

    Bench& bench_;
    Initiator initiator_;
    Answer init_;
    bool offered_hashes_;
    Octets first_message_;  // as sent, the marker left out
    Octets nonce_;          // of the responder
    std::uint16_t prf_ = 0;
    IkeKeys keys_;
    std::uint32_t next_id_ = 1;
    Conclusion answer_;
    bool established_ = false, left_ = false, both_support_fragments_ = false;
    std::optional<ChildSa> child_;
};

}  // namespace conformance::peers::ike
