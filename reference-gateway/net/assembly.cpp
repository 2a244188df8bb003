#include "net/assembly.h"

#include <algorithm>
#include <stdexcept>

#include "crypto/certificate_reading.h"
#include "crypto/system_random.h"
#include "esp/suite.h"
#include "ike/algorithms.h"
#include "net/eap_settings.h"
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

void check_ipsec_rows(const policy::Edition& edition)
{
    for (const policy::IpsecRow& row : edition.ipsec_rows) {
        if (esp::suite_of({row.tuple.encr, row.tuple.key_length, row.tuple.integ})) continue;
        throw policy::FileError(edition.file, row.line,
                                "an IPsec row whose algorithms this gateway has");
    }
}

template <typename Value>
Value must(std::expected<Value, std::string> value)
{
    if (!value) throw std::runtime_error(value.error());
    return std::move(*value);
}

ike::Credentials credentials(const policy::Configuration& configuration,
                             const crypto::ServerIdentity& identity,
                             const crypto::TrustedRoots& roots)
{
    ike::Credentials made;
    made.roots = std::make_shared<const crypto::TrustedRoots>(roots);
    made.key = std::make_shared<const crypto::SigningKey>(
        must(crypto::SigningKey::from_pem(identity.key_pem)));
    made.chain = must(crypto::to_der(identity.chain_pem));
    const auto name = configuration.server->name;
    made.identification = name ? ike::name_identification(*name)
                               : ike::subject_identification(made.chain.front());
    made.eap = eap_settings(configuration, identity, made.roots);
    made.eap_only = configuration.authentication && configuration.authentication->eap_only;
    return made;
}

leases::Split split_of(const policy::PoolSplit& split)
{
    return {split.between, split.rule == policy::PoolRule::sstp25 ? leases::SplitRule::sstp25
                                                                         : leases::SplitRule::halve};
}

void lend_addresses(Ingredients& ingredients, const policy::Configuration& configuration)
{
    const auto shares =
        leases::shares_of(configuration.address_pool, configuration.tunnel_types,
                          split_of(configuration.edition.pool_split));
    ingredients.leases = std::make_shared<leases::LeaseTable>(shares, std::vector<Octets>{});
}

std::shared_ptr<admission::Admission> places(const policy::SessionLimits& limits)
{
    std::vector<admission::Limit> figures;
    if (limits.sstp) figures.push_back({{"SSTP"}, *limits.sstp});
    if (limits.ikev2_openvpn) figures.push_back({{"IKEv2", "OpenVPN"}, *limits.ikev2_openvpn});
    return std::make_shared<admission::Places>(figures);
}

ike::TrafficSelectors selectors_of(const std::vector<Network>& networks)
{
    ike::TrafficSelectors selectors;
    for (const Network& network : networks) {
        selectors.push_back(ike::selector_of(network.address, network.prefix_length));
    }
    return selectors;
}

// All of IPv4, and of IPv6 where clients get addresses of it.
std::vector<Network> everything_for(const std::vector<Network>& pool)
{
    std::vector<Network> everything{{Octets(4), 0}};
    const bool has_ipv6 = std::ranges::any_of(pool, [](const Network& network) {
        return family_of(network.address) == Family::ipv6;
    });
    if (has_ipv6) everything.push_back({Octets(16), 0});
    return everything;
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

std::optional<crypto::TrustedRoots> roots_of(const policy::Configuration& configuration)
{
    if (!configuration.authentication) return std::nullopt;
    const auto& files = configuration.authentication->client_roots;
    auto roots = files.empty() ? crypto::TrustedRoots{} : must(crypto::read_roots(files));
    for (const Octets& thumbprint : configuration.authentication->revoked) {
        roots.revoke(thumbprint);
    }
    return roots;
}

Ingredients assemble(policy::Configuration configuration,
                     const std::optional<crypto::ServerIdentity>& identity,
                     const std::optional<crypto::TrustedRoots>& roots)
{
    Ingredients ingredients;
    ingredients.listens_for_ike = configuration.offers("IKEv2");
    if (ingredients.listens_for_ike) {
        check_rows(configuration.edition);
        check_ipsec_rows(configuration.edition);
        if (roots) {
            ingredients.ike_credentials = credentials(configuration, identity.value(), *roots);
        }
        ingredients.inside.networks = configuration.routes.empty()
                                          ? everything_for(configuration.address_pool)
                                          : configuration.routes;
        ingredients.network.served = selectors_of(ingredients.inside.networks);
        ingredients.network.dns = configuration.dns;
        if (!configuration.address_pool.empty()) {
            lend_addresses(ingredients, configuration);
        }
    }
    if (configuration.offers("SSTP")) {
        ingredients.tls_settings = tls_settings(configuration.edition, identity.value());
        ingredients.inside_tls = sstp::sstp_listener();
    }
    ingredients.admission = places(configuration.session_limits);
    ingredients.random = std::make_unique<crypto::SystemRandom>();
    ingredients.configuration = std::move(configuration);
    return ingredients;
}

}  // namespace gateway::net
