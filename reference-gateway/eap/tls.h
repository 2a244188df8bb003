// EAP-TLS, seen from the authenticator: RFC 5216, and RFC 9190 for TLS 1.3. OpenSSL speaks TLS;
// here its flights become fragments, and the client's fragments flights.
#pragma once

#include "crypto/tls_context.h"
#include "eap/step.h"
#include "eap/tls_reassembly.h"

namespace gateway::eap {

struct TlsSizes {
    std::size_t fragment = 1024;         // that this end sends; its IKE message fits any path
    std::size_t longest_flight = 32768;  // of a client
};

class Tls {
public:
    explicit Tls(const crypto::TlsContext& context, const TlsSizes& sizes = {});

    [[nodiscard]] static Octets start();
    [[nodiscard]] Step on_response(View data);
    [[nodiscard]] Step on_computed(const crypto::TlsProgress& progress);

private:
    [[nodiscard]] Step next_fragment();
    [[nodiscard]] Step collect(const TlsFragment& fragment);
    [[nodiscard]] Step on_acknowledgment();
    [[nodiscard]] Octets msk() const;
    [[nodiscard]] bool is_tls_1_3() const { return session_->version() == "TLS 1.3"; }

    TlsSizes sizes_;
    std::shared_ptr<crypto::TlsSession> session_;
    TlsReassembly heard_;
    Octets flight_;         // being sent
    std::size_t sent_ = 0;  // of it
};

}  // namespace gateway::eap
