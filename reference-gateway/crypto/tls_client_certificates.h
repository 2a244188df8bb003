// A TLS server that lets nobody through without a certificate.
#pragma once

#include <memory>

#include "crypto/tls_context.h"
#include "crypto/trust.h"

namespace gateway::crypto {

// Every session of this context asks for one, and breaks off unless the roots believe it.
void demand_client_certificates(const TlsContext& context,
                                std::shared_ptr<const TrustedRoots> roots);

}  // namespace gateway::crypto
