#include "net/eap_settings.h"

#include <stdexcept>

#include "crypto/legacy.h"
#include "eap/tls_context.h"
#include "policy/users.h"

namespace gateway::net {
namespace {

eap::Users users_in(const std::filesystem::path& file)
{
    if (const auto there = crypto::legacy_algorithms_are_there(); !there) {
        throw std::runtime_error("EAP-MSCHAPv2: " + there.error());
    }
    eap::Users users;
    for (const policy::User& user : policy::read_users(file)) {
        const auto added = users.add(user.name, user.password);
        if (!added) throw policy::FileError(file.string(), user.line, added.error());
    }
    return users;
}

}  // namespace

std::shared_ptr<const eap::Settings> eap_settings(
    const policy::Configuration& configuration, const crypto::ServerIdentity& identity,
    const std::shared_ptr<const crypto::TrustedRoots>& roots)
{
    if (!configuration.authentication || configuration.authentication->eap.empty()) return nullptr;
    const policy::Authentication& read = *configuration.authentication;
    eap::Settings made;
    made.name = configuration.server->name.value_or(made.name);
    for (const policy::EapMethod method : read.eap) {
        if (method == policy::EapMethod::tls) {
            auto context = eap::tls_context(identity, roots);
            if (!context) throw std::runtime_error("EAP-TLS: " + context.error());
            made.methods.push_back(eap::Type::tls);
            made.tls = std::make_shared<const crypto::TlsContext>(std::move(*context));
        } else {
            made.methods.push_back(eap::Type::mschapv2);
            made.users = std::make_shared<const eap::Users>(users_in(read.users));
        }
    }
    return std::make_shared<const eap::Settings>(std::move(made));
}

}  // namespace gateway::net
