// What a cipher suite means for a handshake, read from its registered name.
#pragma once

#include <optional>

#include "catalog/registries.h"
#include "crypto/tls_cipher.h"
#include "wire/tls/dialect.h"

namespace conformance::peers::tls {

struct Suite {
    std::uint16_t number = 0;
    wire::tls::Exchange exchange = wire::tls::Exchange::other;
    bool is_signed = true;  // not so an anonymous exchange
    crypto::TlsCipher cipher;

    bool operator==(const Suite&) const = default;
};

// Nothing for a suite that this client cannot drive further than ServerHello.
[[nodiscard]] std::optional<Suite> drivable(const catalog::CipherSuite& suite);
[[nodiscard]] std::optional<Suite> drivable(std::uint16_t suite,
                                            const catalog::Registries& registries);

// Which part of it is not known here: key exchange of TLS_PSK, cipher SM4_GCM_SM3.
[[nodiscard]] std::string obstacle(const catalog::CipherSuite& suite);

}  // namespace conformance::peers::tls
