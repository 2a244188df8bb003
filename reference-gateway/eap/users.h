// Who may log in with a password. What is kept is what MS-CHAPv2 makes of it, not the password.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/octets.h"

namespace gateway::eap {

class Users {
public:
    // The error says what is wrong with this user.
    [[nodiscard]] std::expected<void, std::string> add(const std::string& name,
                                                       std::string_view password);
    // Nothing: there is no such user.
    [[nodiscard]] std::optional<Octets> password_hash_of(std::string_view name) const;

private:
    std::map<std::string, Octets, std::less<>> hashes_;
};

}  // namespace gateway::eap
