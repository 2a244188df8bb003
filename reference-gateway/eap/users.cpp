#include "eap/users.h"

#include "eap/mschap.h"

namespace gateway::eap {

std::expected<void, std::string> Users::add(const std::string& name, std::string_view password)
{
    const auto hash = nt_password_hash(password);
    if (!hash) {
        return std::unexpected("a password in UTF-8 of at most 256 characters for '" + name + "'");
    }
    if (!hashes_.emplace(name, *hash).second) {
        return std::unexpected("'" + name + "' once");
    }
    return {};
}

std::optional<Octets> Users::password_hash_of(std::string_view name) const
{
    const auto found = hashes_.find(name);
    if (found == hashes_.end()) return std::nullopt;
    return found->second;
}

}  // namespace gateway::eap
