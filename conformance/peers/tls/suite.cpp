#include "peers/tls/suite.h"

#include <algorithm>
#include <array>

namespace conformance::peers::tls {

namespace {

using wire::tls::Exchange;

struct Prefix {
    std::string_view words;
    Exchange exchange;
    bool is_signed;
};

constexpr std::array prefixes{
    Prefix{"TLS_RSA", Exchange::rsa, true},
    Prefix{"TLS_DHE_RSA", Exchange::dhe, true},
    Prefix{"TLS_DHE_DSS", Exchange::dhe, true},
    Prefix{"TLS_DH_anon", Exchange::dhe, false},
    Prefix{"TLS_ECDHE_RSA", Exchange::ecdhe, true},
    Prefix{"TLS_ECDHE_ECDSA", Exchange::ecdhe, true},
    Prefix{"TLS_ECDH_anon", Exchange::ecdhe, false},
};

constexpr std::string_view with = "_WITH_";

struct Parts {
    std::string_view exchange, cipher;
};

// Suites of TLS 1.3 name no key exchange.
Parts parts_of(std::string_view name)
{
    const auto middle = name.find(with);
    if (middle != std::string_view::npos) {
        return {name.substr(0, middle), name.substr(middle + with.size())};
    }
    return {"", name.starts_with("TLS_") ? name.substr(4) : name};
}

}  // namespace

std::optional<Suite> drivable(const catalog::CipherSuite& suite)
{
    const auto parts = parts_of(suite.name);
    const auto cipher = crypto::tls_cipher(parts.cipher);
    if (!cipher || suite.signalling) {
        return std::nullopt;
    }
    if (parts.exchange.empty()) {
        return cipher->is_aead()
                   ? std::optional{Suite{suite.number, Exchange::other, true, *cipher}}
                   : std::nullopt;
    }
    const auto prefix = std::ranges::find(prefixes, parts.exchange, &Prefix::words);
    if (prefix == prefixes.end()) {
        return std::nullopt;
    }
    return Suite{suite.number, prefix->exchange, prefix->is_signed, *cipher};
}

std::optional<Suite> drivable(std::uint16_t suite, const catalog::Registries& registries)
{
    const auto* registered = registries.suite(suite);
    return registered == nullptr ? std::nullopt : drivable(*registered);
}

std::string obstacle(const catalog::CipherSuite& suite)
{
    const auto parts = parts_of(suite.name);
    if (!crypto::tls_cipher(parts.cipher)) {
        return "cipher " + std::string{parts.cipher};
    }
    return "key exchange of " + std::string{parts.exchange};
}

}  // namespace conformance::peers::tls
