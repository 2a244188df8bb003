// Probes of an IKE_AUTH from which AUTH is left out, as a client does that wants EAP; and their
// control.
#pragma once

#include "peers/eap/packet.h"
#include "peers/ike/authentication.h"
#include "probes/ike/controls.h"

namespace conformance::probes::ike {

// The gateway claims EAP, and the row that it took at the start of the run it takes again.
extern const Control row_is_accepted_for_eap;

using EapCode = peers::eap::Code;
using EapType = peers::eap::Type;
using peers::eap::is_of;
using peers::eap::type_of;

// The EAP packet inside an answer; nothing where there is none, or more than one.
[[nodiscard]] inline std::optional<Octets> eap_packet_in(const peers::ike::Conclusion& conclusion)
{
    return peers::ike::eap_packet_in(conclusion.inside);
}
[[nodiscard]] wire::ike::Payload eap_response(View request, EapType type, View data);

// The IKE_SA_INIT and the IKE_AUTH.
class EapAttempt {
public:
    // `extra` goes inside SK; without a user it is nobody who asks. Throws Unmet where the row is
    // not accepted, or not answered with EAP.
    explicit EapAttempt(Bench& bench, const std::vector<wire::ike::Payload>& extra = {},
                        const std::string& user = "");

    [[nodiscard]] const peers::ike::Conclusion& answer() const { return answer_; }
    [[nodiscard]] const Octets& packet() const { return packet_; }
    [[nodiscard]] const wire::ike::Payload* find(wire::ike::PayloadType type) const;
    [[nodiscard]] std::vector<Octets> certificates() const;
    // The gateway's AUTH, with the key of that certificate.
    [[nodiscard]] crypto::SignatureCheck verify_with(View certificate) const;
    // One more IKE_AUTH, with these payloads.
    [[nodiscard]] peers::ike::Conclusion go_on(std::vector<wire::ike::Payload> payloads);
    // The same with an EAP message: a Nak that names no method instead.
    peers::ike::Conclusion give_up();
    // AUTH of ours by a key that came of EAP.
    [[nodiscard]] wire::ike::Payload own_auth(View key) const;
    // Deletes the IKE SA that came of it: a courtesy.
    void leave();

private:
    Bench& bench_;
    Initiator peer_;
    Answer init_;
    Octets first_message_;
    peers::ike::IkeKeys keys_;
    wire::ike::Payload own_identity_;
    std::uint32_t next_id_ = 1;
    peers::ike::Conclusion answer_;
    Octets packet_;
};

}  // namespace conformance::probes::ike
