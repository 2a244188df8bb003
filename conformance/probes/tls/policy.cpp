#include "probes/tls/policy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "wire/tls/numbers.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

std::pair<std::uint16_t, std::uint16_t> range(const catalog::Edition& edition)
{
    catalog::Tunnel tunnel;
    if (const auto sstp = edition.tunnels.find("SSTP"); sstp != edition.tunnels.end()) {
        tunnel = sstp->second;
    }
    const auto highest =
        edition.suites_1_3.empty() ? catalog::TlsVersion::tls_1_2 : catalog::TlsVersion::tls_1_3;
    return {std::to_underlying(tunnel.floor.value_or(catalog::TlsVersion::tls_1_2)),
            std::to_underlying(tunnel.ceiling.value_or(highest))};
}

bool is_listed(const Target& target, const std::string& key)
{
    const auto claim = target.claims.find("server_certificates");
    if (claim == target.claims.end()) {
        return false;
    }
    auto word = key;
    std::ranges::transform(word, word.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto words = ", " + claim->second + ",";
    return words.find(", " + word + ",") != std::string::npos;
}

}  // namespace

std::vector<std::uint16_t> allowed_versions(const catalog::Edition& edition)
{
    std::vector<std::uint16_t> versions;
    for (const auto version : {ssl_3_0, tls_1_0, tls_1_1, tls_1_2, tls_1_3}) {
        if (is_allowed(edition, version)) {
            versions.push_back(version);
        }
    }
    return versions;
}

bool is_allowed(const catalog::Edition& edition, std::uint16_t version)
{
    const auto [floor, ceiling] = range(edition);
    return floor <= version && version <= ceiling;
}

Suites suites_at(std::uint16_t version, const catalog::Edition& edition,
                 const catalog::Registries& registries)
{
    const auto usable = peers::tls::suites_usable_at(version, registries);
    Suites suites = version >= tls_1_3 ? edition.suites_1_3 : edition.suites_1_2;
    std::erase_if(suites, [&](const auto suite) { return !peers::tls::contains(usable, suite); });
    return suites;
}

std::string key_needed_for(const catalog::CipherSuite& suite)
{
    const auto& name = suite.name;
    if (name.contains("_ECDSA_")) {
        return "ECDSA";
    }
    if (name.contains("_anon_") || name.contains("PSK")) {
        return "";
    }
    return name.starts_with("TLS_RSA_") || name.contains("_RSA_WITH_") ? "RSA" : "";
}

bool disclaims_key(const Target& target, const std::string& key)
{
    return !key.empty() && target.claims.contains("server_certificates") && !is_listed(target, key);
}

bool claims_key(const Target& target, const std::string& key)
{
    return is_listed(target, key);
}

}  // namespace conformance::probes::tls
