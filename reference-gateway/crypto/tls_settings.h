// What a TLS listener speaks: exactly these versions and exactly these suites.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate_files.h"

namespace gateway::crypto {

enum class TlsVersion : std::uint16_t { tls_1_2 = 0x0303, tls_1_3 = 0x0304 };

struct TlsSettings {
    ServerIdentity identity;
    TlsVersion floor = TlsVersion::tls_1_2;
    TlsVersion ceiling = TlsVersion::tls_1_2;
    std::vector<std::string> suites_1_2;  // IANA names, the most preferred first
    std::vector<std::string> suites_1_3 = {};
    // OpenSSL's measure of the weakest key, curve and digest that it touches: 2 means 112 bits.
    int security_level = 2;
};

// "TLS 1.2", as the policy files write it.
[[nodiscard]] constexpr std::optional<TlsVersion> tls_version_named(std::string_view name) noexcept
{
    if (name == "TLS 1.2") return TlsVersion::tls_1_2;
    if (name == "TLS 1.3") return TlsVersion::tls_1_3;
    return std::nullopt;
}

}  // namespace gateway::crypto
