#include "peers/tls/offer.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "catalog/edition.h"
#include "core/octets.h"
#include "wire/tls/numbers.h"

namespace conformance::peers::tls {

namespace {

bool is_usual(const catalog::CipherSuite& suite)
{
    constexpr std::array exchanges{
        "TLS_RSA_WITH_",         "TLS_DHE_RSA_WITH_", "TLS_ECDHE_RSA_WITH_",
        "TLS_ECDHE_ECDSA_WITH_", "TLS_AES_",          "TLS_CHACHA20_"};
    constexpr std::array ciphers{"AES_128", "AES_256", "3DES_EDE", "RC4_128", "CHACHA20"};
    const std::string_view name = suite.name;
    return std::ranges::any_of(exchanges, [&](const char* one) { return name.starts_with(one); }) &&
           std::ranges::any_of(ciphers, [&](const char* one) { return name.contains(one); });
}

template <class Wanted>
Suites chosen(std::uint16_t version, const catalog::Registries& registries, Wanted wanted)
{
    Suites found;
    for (const auto& suite : registries.suites) {
        if (!suite.signalling && suite.min_version <= version && version <= suite.max_version &&
            wanted(suite)) {
            found.push_back(suite.number);
        }
    }
    return found;
}

}  // namespace

std::string to_string(const Offer& offer)
{
    return wire::tls::version_name(offer.version) + "/0x" + wire::tls::four_digits(offer.suite);
}

std::optional<Offer> read_offer(const std::string& text)
{
    const auto slash = text.find("/0x");
    if (slash == std::string::npos) {
        return std::nullopt;
    }
    const auto version = catalog::tls_version(text.substr(0, slash));
    const auto suite = from_hex(text.substr(slash + 3));
    if (!version || !suite || suite->size() != 2) {
        return std::nullopt;
    }
    return Offer{static_cast<std::uint16_t>(*version),
                 static_cast<std::uint16_t>((*suite)[0] << 8 | (*suite)[1])};
}

Suites suites_usable_at(std::uint16_t version, const catalog::Registries& registries)
{
    return chosen(version, registries, [](const auto&) { return true; });
}

Suites usual_suites_at(std::uint16_t version, const catalog::Registries& registries)
{
    return chosen(version, registries, is_usual);
}

Suites finite_field_suites(const Suites& suites, const catalog::Registries& registries)
{
    Suites found;
    for (const auto number : suites) {
        const auto* suite = registries.suite(number);
        if (suite != nullptr && suite->name.starts_with("TLS_DHE_")) {
            found.push_back(number);
        }
    }
    return found;
}

bool contains(const Suites& suites, std::uint16_t suite)
{
    return std::ranges::find(suites, suite) != suites.end();
}

Suites without(Suites suites, const Suites& unwanted)
{
    std::erase_if(suites, [&](const auto one) { return contains(unwanted, one); });
    return suites;
}

}  // namespace conformance::peers::tls
