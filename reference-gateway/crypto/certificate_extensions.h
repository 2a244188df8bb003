// The extensions of the certificates we make: RFC 5280, 4.2.1.
#pragma once

#include "crypto/certificate.h"
#include "crypto/tls_handles.h"

namespace gateway::crypto {

[[nodiscard]] bool add_extensions(X509& certificate, X509& issuer,
                                  const CertificateRequest& request);

}  // namespace gateway::crypto
