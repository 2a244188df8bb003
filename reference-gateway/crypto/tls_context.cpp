#include "crypto/tls_context.h"

#include <openssl/err.h>

#include <algorithm>
#include <span>

#include "crypto/certificate_pem.h"
#include "crypto/tls_handles.h"

namespace gateway::crypto {
namespace {

using Outcome = std::expected<void, std::string>;

std::string openssl_reason()
{
    const char* reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return reason == nullptr ? "unknown reason" : reason;
}

bool offers_tls_1_3(SSL* session)
{
    const unsigned char* data = nullptr;
    std::size_t size = 0;
    if (SSL_client_hello_get0_ext(session, TLSEXT_TYPE_supported_versions, &data, &size) != 1) {
        return false;
    }
    for (std::size_t at = 1; at + 1 < size; at += 2) {
        if ((data[at] << 8U | data[at + 1]) == TLS1_3_VERSION) return true;
    }
    return false;
}

// RFC 8446, 4.1.2 and 6: OpenSSL calls a list without the null method unreadable in every version,
// and one without any suite illegal, which is unreadable.
int name_the_alert(SSL* session, int* alert, void*)
{
    const unsigned char* suites = nullptr;
    if (SSL_client_hello_get0_ciphers(session, &suites) == 0) {
        *alert = SSL_AD_DECODE_ERROR;
        return SSL_CLIENT_HELLO_ERROR;
    }
    const unsigned char* methods = nullptr;
    const std::size_t count = SSL_client_hello_get0_compression_methods(session, &methods);
    const bool is_null_alone = count == 1 && methods[0] == 0;
    const bool speaks_tls_1_3 =
        SSL_CTX_get_max_proto_version(SSL_get_SSL_CTX(session)) == TLS1_3_VERSION;
    if (is_null_alone || !speaks_tls_1_3 || !offers_tls_1_3(session)) return SSL_CLIENT_HELLO_SUCCESS;
    *alert = SSL_AD_ILLEGAL_PARAMETER;
    return SSL_CLIENT_HELLO_ERROR;
}

// RFC 9325, 3.3 and 3.5: no compression, no renegotiation. Sessions are never resumed: a VPN
// connection lives long, and what is not kept cannot be taken.
void set_manners(SSL_CTX& context)
{
    SSL_CTX_set_options(&context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION |
                                      SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
    SSL_CTX_clear_options(&context,
                          SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION |
                              SSL_OP_ALLOW_CLIENT_RENEGOTIATION | SSL_OP_NO_EXTENDED_MASTER_SECRET |
                              SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_session_cache_mode(&context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(&context, 0);
    SSL_CTX_set_mode(&context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_client_hello_cb(&context, name_the_alert, nullptr);
}

Outcome set_versions(SSL_CTX& context, const TlsSettings& settings)
{
    if (settings.floor > settings.ceiling) {
        return std::unexpected("the lowest TLS version lies above the highest");
    }
    if (SSL_CTX_set_min_proto_version(&context, static_cast<int>(settings.floor)) != 1 ||
        SSL_CTX_set_max_proto_version(&context, static_cast<int>(settings.ceiling)) != 1) {
        return std::unexpected("the TLS versions: " + openssl_reason());
    }
    return {};
}

std::expected<std::string, std::string> openssl_names(const std::vector<std::string>& suites)
{
    std::string names;
    for (const std::string& suite : suites) {
        const std::string name = OPENSSL_cipher_name(suite.c_str());
        if (name == "(NONE)") return std::unexpected("TLS suite " + suite + " is not available");
        names += (names.empty() ? "" : ":") + name;
    }
    return names;
}

// OpenSSL drops quietly what it does not want to speak; a listener that speaks less than its
// settings say must not start.
Outcome confirm(SSL_CTX& context, const std::vector<std::string>& suites)
{
    const SslPointer session{SSL_new(&context)};
    const CipherStackPointer enabled{
        session == nullptr ? nullptr : SSL_get1_supported_ciphers(session.get())};
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(std::max(0, sk_SSL_CIPHER_num(enabled.get()))));
    for (int i = 0; i < sk_SSL_CIPHER_num(enabled.get()); ++i) {
        names.emplace_back(SSL_CIPHER_standard_name(sk_SSL_CIPHER_value(enabled.get(), i)));
    }
    for (const std::string& suite : suites) {
        if (std::ranges::find(names, suite) == names.end()) {
            return std::unexpected("TLS suite " + suite + " cannot be used with these settings");
        }
    }
    return {};
}

Outcome set_suites_1_2(SSL_CTX& context, const TlsSettings& settings)
{
    if (settings.floor > TlsVersion::tls_1_2) return {};
    if (settings.suites_1_2.empty()) return std::unexpected("TLS 1.2 without any suite");
    const auto names = openssl_names(settings.suites_1_2);
    if (!names) return std::unexpected(names.error());
    if (SSL_CTX_set_cipher_list(&context, names->c_str()) != 1) {
        return std::unexpected("the suites of TLS 1.2: " + openssl_reason());
    }
    return confirm(context, settings.suites_1_2);
}

Outcome set_suites_1_3(SSL_CTX& context, const TlsSettings& settings)
{
    if (settings.ceiling < TlsVersion::tls_1_3) return {};
    if (settings.suites_1_3.empty()) return std::unexpected("TLS 1.3 without any suite");
    const auto names = openssl_names(settings.suites_1_3);
    if (!names) return std::unexpected(names.error());
    if (SSL_CTX_set_ciphersuites(&context, names->c_str()) != 1) {
        return std::unexpected("the suites of TLS 1.3: " + openssl_reason());
    }
    return confirm(context, settings.suites_1_3);
}

// The finite field group of DHE suites, should an edition have any, follows the certificate's
// strength.
Outcome set_groups(SSL_CTX& context)
{
    SSL_CTX_set_dh_auto(&context, 1);
    if (SSL_CTX_set1_groups_list(&context, "X25519:P-256:P-384") == 1) return {};
    return std::unexpected("the groups: " + openssl_reason());
}

// RFC 9155, 4: neither MD5 nor SHA-1, at any security level.
Outcome set_signatures(SSL_CTX& context)
{
    constexpr const char* schemes =
        "ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512:ed25519:ed448:RSA-PSS+SHA256:RSA-PSS+SHA384:"
        "RSA-PSS+SHA512:RSA+SHA256:RSA+SHA384:RSA+SHA512";
    if (SSL_CTX_set1_sigalgs_list(&context, schemes) == 1) return {};
    return std::unexpected("the signature schemes: " + openssl_reason());
}

Outcome set_identity(SSL_CTX& context, const ServerIdentity& identity)
{
    const auto chain = certificates_from_pem(identity.chain_pem);
    if (!chain) return std::unexpected("the certificate chain: " + chain.error());
    const auto key = key_from_pem(identity.key_pem);
    if (!key) return std::unexpected("the private key: " + key.error());
    if (SSL_CTX_use_certificate(&context, chain->front().get()) != 1) {
        return std::unexpected("the certificate: " + openssl_reason());
    }
    if (SSL_CTX_use_PrivateKey(&context, key->get()) != 1) {
        return std::unexpected("the private key: " + openssl_reason());
    }
    for (const CertificatePointer& above : std::span{*chain}.subspan(1)) {
        if (SSL_CTX_add1_chain_cert(&context, above.get()) != 1) {
            return std::unexpected("the certificate chain: " + openssl_reason());
        }
    }
    return {};
}

}  // namespace

std::expected<TlsContext, std::string> TlsContext::make(const TlsSettings& settings)
{
    SslContextPointer context{SSL_CTX_new(TLS_server_method())};
    if (context == nullptr) return std::unexpected("OpenSSL: " + openssl_reason());
    SSL_CTX_set_security_level(context.get(), settings.security_level);
    set_manners(*context);
    for (const Outcome& outcome :
         {set_versions(*context, settings), set_suites_1_2(*context, settings),
          set_suites_1_3(*context, settings), set_groups(*context), set_signatures(*context),
          set_identity(*context, settings.identity)}) {
        if (!outcome) return std::unexpected(outcome.error());
    }
    return TlsContext{std::move(context)};
}

}  // namespace gateway::crypto
