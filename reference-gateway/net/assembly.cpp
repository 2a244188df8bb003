#include "net/assembly.h"

#include <stdexcept>

#include "crypto/system_random.h"
#include "ike/algorithms.h"
#include "sstp/sstp_stream.h"

namespace gateway::net {
namespace {

void check_rows(const policy::Edition& edition)
{
    for (const policy::IkeRow& row : edition.ike_rows) {
        if (ike::algorithms_of(row.tuple)) continue;
        throw policy::FileError(
            edition.file, row.line,
            "an IKE row whose algorithms this gateway has; " + row.slug + " it has not");
    }
}

crypto::TlsVersion version(const policy::Edition& edition,
                           const std::optional<std::string>& written, const std::string& what)
{
    const auto found = written ? crypto::tls_version_named(*written) : std::nullopt;
    if (!found) {
        throw std::runtime_error(edition.file + R"(: expected [tunnel.SSTP] to have a ')" + what +
                                 R"(' of "TLS 1.2" or "TLS 1.3", which this gateway speaks)");
    }
    return *found;
}

tls::TlsSettings tls_settings(const policy::Edition& edition,
                              const crypto::ServerIdentity& identity)
{
    const auto tunnel = edition.tunnels.find("SSTP");
    if (tunnel == edition.tunnels.end()) {
        throw std::runtime_error(edition.file + ": expected a table [tunnel.SSTP]");
    }
    tls::TlsSettings settings;
    settings.identity = identity;
    settings.floor = version(edition, tunnel->second.floor, "floor");
    settings.ceiling = version(edition, tunnel->second.ceiling, "ceiling");
    settings.suites_1_2 = edition.suites_1_2;
    settings.suites_1_3 = edition.suites_1_3;
    return settings;
}

}  // namespace

std::optional<crypto::ServerIdentity> identity_of(const policy::Configuration& configuration)
{
    if (!configuration.server) return std::nullopt;
    auto identity =
        crypto::read_identity(configuration.server->certificate, configuration.server->key);
    if (!identity) throw std::runtime_error(identity.error());
    return std::move(*identity);
}

Ingredients assemble(policy::Configuration configuration,
                     const std::optional<crypto::ServerIdentity>& identity)
{
    Ingredients ingredients;
    ingredients.listens_for_ike = configuration.offers("IKEv2");
    if (ingredients.listens_for_ike) check_rows(configuration.edition);
    if (configuration.offers("SSTP")) {
        ingredients.tls_settings = tls_settings(configuration.edition, identity.value());
        ingredients.inside_tls = sstp::sstp_listener();
    }
    ingredients.random = std::make_unique<crypto::SystemRandom>();
    ingredients.configuration = std::move(configuration);
    return ingredients;
}

}  // namespace gateway::net
