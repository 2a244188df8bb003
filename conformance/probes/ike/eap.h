// Probes of an IKE_AUTH from which AUTH is left out, as a client does that wants EAP; and their
// control.
#pragma once

#include "peers/ike/authentication.h"
#include "probes/ike/controls.h"

namespace conformance::probes::ike {

// The gateway claims EAP, and the row that it took at the start of the run it takes again.
extern const Control row_is_accepted_for_eap;

enum class EapCode : std::uint8_t { request = 1, response = 2, success = 3, failure = 4 };
// IANA, EAP Method Types.
enum class EapType : std::uint8_t {
    identity = 1,
    notification = 2,
    nak = 3,
    md5_challenge = 4,
    one_time_password = 5,
    generic_token_card = 6,
    mschapv2 = 26,
};

// The EAP packet inside an answer; nothing where there is none, or more than one.
[[nodiscard]] std::optional<Octets> eap_packet_in(const peers::ike::Conclusion& conclusion);
[[nodiscard]] bool is_of(View packet, EapCode code);
// Of a Request or a Response.
[[nodiscard]] std::optional<std::uint8_t> eap_type_of(View packet);
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
    // AUTH of ours, and whether the gateway's is one, by a key that came of EAP.
    [[nodiscard]] wire::ike::Payload own_auth(View key) const;
    [[nodiscard]] bool is_auth_by(const wire::ike::Authentication& theirs, View key) const;
    // Deletes the IKE SA that came of it: a courtesy.
    void leave();

private:
    [[nodiscard]] Octets mac_of(View octets, View key) const;

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
