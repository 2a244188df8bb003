// What EAP-TLS speaks: TLS 1.2 and 1.3 with forward secrecy, and no client without a certificate.
#pragma once

#include "crypto/certificate_files.h"
#include "crypto/tls_context.h"

namespace gateway::eap {

[[nodiscard]] std::expected<crypto::TlsContext, std::string> tls_context(
    const crypto::ServerIdentity& identity, std::shared_ptr<const crypto::TrustedRoots> roots);

}  // namespace gateway::eap
