// The packets of EAP-MSCHAPv2 (draft-kamath-pppext-eap-mschapv2), as data behind the type of EAP,
// and what comes of the password.
#pragma once

#include <optional>
#include <string>

#include "core/credentials.h"
#include "core/random.h"

namespace conformance::peers::eap {

enum class MschapCode : std::uint8_t { challenge = 1, response = 2, success = 3, failure = 4 };

// A Request of the method with that code.
[[nodiscard]] bool asks(View packet, MschapCode code);

class Mschapv2 {
public:
    // Nothing where the packet is no Request with a whole challenge. Throws Unmet where the
    // password makes nothing.
    [[nodiscard]] static std::optional<Mschapv2> answering(View packet, const std::string& user,
                                                           Credentials& password, Random& random);

    // To the challenge, right or not.
    [[nodiscard]] Octets response(bool rightly = true) const;
    // Of a success or a failure of the method.
    [[nodiscard]] static Octets acknowledgement(View packet);
    // What a success of the method says, and the proof that should be in it.
    [[nodiscard]] static std::string message_in(View packet);
    [[nodiscard]] std::string proof() const;
    [[nodiscard]] Octets key() const;  // the MSK

private:
    Mschapv2(std::uint8_t identifier, Octets challenges, Credentials& password);
    [[nodiscard]] Octets made_of_the_password(const std::string& algorithm, View octets) const;

    std::uint8_t identifier_;  // of the method
    Octets challenges_;        // theirs, ours and the name: what the responses are made of
    Credentials* password_;
    Octets response_;
};

}  // namespace conformance::peers::eap
