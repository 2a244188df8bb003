#include "crypto/tls_suites.h"

#include "crypto/tls_handles.h"

namespace gateway::crypto {

std::optional<std::uint16_t> suite_number(const std::string& iana_name)
{
    const SslContextPointer context{SSL_CTX_new(TLS_method())};
    if (context == nullptr) return std::nullopt;
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_cipher_list(context.get(), "ALL:COMPLEMENTOFALL");
    const auto* all = SSL_CTX_get_ciphers(context.get());
    for (int i = 0; i < sk_SSL_CIPHER_num(all); ++i) {
        const SSL_CIPHER* suite = sk_SSL_CIPHER_value(all, i);
        if (iana_name == SSL_CIPHER_standard_name(suite)) {
            return static_cast<std::uint16_t>(SSL_CIPHER_get_protocol_id(suite));
        }
    }
    return std::nullopt;
}

}  // namespace gateway::crypto
