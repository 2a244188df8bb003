// TLS messages put together from a client's fragments: RFC 5216, Section 2.1.5. No more is kept
// than was announced, and never more than is allowed.
#pragma once

#include <optional>

#include "eap/tls_fragment.h"

namespace gateway::eap {

class TlsReassembly {
public:
    explicit TlsReassembly(std::size_t longest) : longest_(longest) {}

    // False: it does not fit what came before.
    [[nodiscard]] bool add(const TlsFragment& fragment);
    // The whole, once its last fragment is there.
    [[nodiscard]] std::optional<Octets> take();

private:
    std::size_t longest_;
    std::optional<std::size_t> announced_;
    Octets octets_;
    bool begun_ = false, complete_ = false;
};

}  // namespace gateway::eap
