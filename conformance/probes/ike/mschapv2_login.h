// A login by EAP-MSCHAPv2 inside IKE_AUTH, a step at a time: RFC 7296, Section 2.16, RFC 3748, and
// draft-kamath-pppext-eap-mschapv2 for the packets; and the control of its probes.
#pragma once

#include "probes/ike/eap.h"

namespace conformance::probes::ike {

// The gateway claims EAP-MSCHAPv2, and the row that it took at the start of the run it takes again.
extern const Control row_is_accepted_for_mschapv2;

enum class MschapCode : std::uint8_t { challenge = 1, response = 2, success = 3, failure = 4 };

class Mschapv2Login {
public:
    // Up to the challenge. Throws Unmet where none comes, or where there is no user to log in.
    explicit Mschapv2Login(Bench& bench);

    // The Response to the challenge, right or not.
    void respond(bool rightly = true);
    // The Response that acknowledges a success or a failure of the method.
    void acknowledge();
    // IKE_AUTH at the end, with AUTH by the method's key or without one.
    void authenticate(bool with_auth = true);
    // All of these, up to EAP-Success. Throws Unmet where it does not come.
    void succeed();

    [[nodiscard]] const peers::ike::Conclusion& answer() const { return answer_; }
    [[nodiscard]] std::optional<Octets> packet() const { return eap_packet_in(answer_); }
    // The answer is an EAP packet of this code; or a Request of the method with that.
    [[nodiscard]] bool is(EapCode code) const;
    [[nodiscard]] bool asks(MschapCode code) const;
    // What a success of the method says, and the proof that should be in it.
    [[nodiscard]] std::string message() const;
    [[nodiscard]] std::string expected_proof() const;
    // The AUTH in the answer is by the method's key.
    [[nodiscard]] bool is_proved_by_the_key() const;
    void leave() { attempt_.leave(); }

private:
    void send(EapType type, View data);
    [[nodiscard]] Octets made_of_the_password(const std::string& algorithm, View octets) const;

    Bench& bench_;
    EapAttempt attempt_;
    peers::ike::Conclusion answer_;
    std::uint8_t identifier_ = 0;  // of the method
    Octets challenges_;            // theirs, ours and the name: what the responses are made of
    Octets response_;
};

}  // namespace conformance::probes::ike
