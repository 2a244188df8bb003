#include "eap/tls_context.h"

#include <utility>

#include "crypto/tls_client_certificates.h"

namespace gateway::eap {

std::expected<crypto::TlsContext, std::string> tls_context(
    const crypto::ServerIdentity& identity, std::shared_ptr<const crypto::TrustedRoots> roots)
{
    crypto::TlsSettings settings;
    settings.identity = identity;
    settings.ceiling = crypto::TlsVersion::tls_1_3;
    settings.suites_1_2 = {
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"};
    settings.suites_1_3 = {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
                           "TLS_AES_128_GCM_SHA256"};
    auto made = crypto::TlsContext::make(settings);
    if (made) demand_client_certificates(*made, std::move(roots));
    return made;
}

}  // namespace gateway::eap
