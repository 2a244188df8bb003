// A TLS server that lets nobody through without a certificate.
#pragma once

#include <memory>
#include <string>

#include "crypto/tls_context.h"
#include "crypto/trust.h"

struct ssl_st;

namespace gateway::crypto {

// Every session of this context asks for one, and breaks off unless the roots believe it.
void demand_client_certificates(const TlsContext& context,
                                std::shared_ptr<const TrustedRoots> roots);

// Of the client that a session of such a context has let through.
[[nodiscard]] std::string person_behind(const ssl_st& session);

}  // namespace gateway::crypto
