// EAP-MSCHAPv2, seen from the authenticator: draft-kamath-pppext-eap-mschapv2, with what RFC 2759
// says of passwords.
//
//   challenge  -->                     challenge  -->
//              <--  response                      <--  response
//   success    -->                     failure    -->
//              <--  success                       <--  failure
#pragma once

#include <memory>

#include "eap/step.h"
#include "eap/users.h"

namespace gateway::eap {

class Mschapv2 {
public:
    Mschapv2(std::shared_ptr<const Users> users, std::string own_name, Octets challenge);

    [[nodiscard]] Octets start(std::uint8_t identifier);
    [[nodiscard]] Step on_response(View data);

private:
    enum class Stage { challenged, accepted, refused };

    [[nodiscard]] Step judge(View data);
    [[nodiscard]] Step refuse();

    std::shared_ptr<const Users> users_;
    std::string own_name_;
    Octets challenge_;
    std::uint8_t identifier_ = 0;
    Stage stage_ = Stage::challenged;
    Proved proved_;
};

}  // namespace gateway::eap
