// A login by EAP-MSCHAPv2 inside IKE_AUTH, a step at a time: RFC 7296, Section 2.16, RFC 3748, and
// draft-kamath-pppext-eap-mschapv2 for the packets; and the control of its probes.
#pragma once

#include "peers/eap/mschapv2.h"
#include "probes/ike/eap.h"

namespace conformance::probes::ike {

// The gateway claims EAP-MSCHAPv2, and the row that it took at the start of the run it takes again.
extern const Control row_is_accepted_for_mschapv2;

using peers::eap::MschapCode;

class Mschapv2Login {
public:
    // Up to the challenge. Throws Unmet where none comes, or where there is no user to log in.
    explicit Mschapv2Login(Bench& bench);

    // The Response to the challenge, right or not.
    void respond(bool rightly = true);
    // The Response that acknowledges a success or a failure of the method.
    void acknowledge();
    // IKE_AUTH at the end, with AUTH by the method's key.
    void authenticate();

    [[nodiscard]] const peers::ike::Conclusion& answer() const { return answer_; }
    [[nodiscard]] std::optional<Octets> packet() const { return eap_packet_in(answer_); }
    // The answer is an EAP packet of this code; or a Request of the method with that.
    [[nodiscard]] bool is(EapCode code) const;
    [[nodiscard]] bool asks(MschapCode code) const;
    // What a success of the method says, and the proof that should be in it.
    [[nodiscard]] std::string message() const;
    [[nodiscard]] std::string expected_proof() const { return chap_->proof(); }
    void leave() { attempt_.leave(); }

private:
    void send(EapType type, View data);

    Bench& bench_;
    EapAttempt attempt_;
    peers::ike::Conclusion answer_;
    std::optional<peers::eap::Mschapv2> chap_;
};

}  // namespace conformance::probes::ike
