// A TLS server in front of an inner protocol: RFC 5246 and RFC 8446 as far as the settings allow.
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <string>

#include "base/stream.h"
#include "crypto/tls_settings.h"

namespace gateway::tls {

using crypto::TlsSettings;
using crypto::TlsVersion;

inline constexpr Instant handshake_patience = std::chrono::seconds{10};

// Makes one core per connection; each hands what it decrypts to a core that `inner` makes once the
// handshake is done. The error says which setting OpenSSL cannot fulfil.
[[nodiscard]] std::expected<StreamCoreFactory, std::string> tls_listener(
    const TlsSettings& settings, StreamCoreFactory inner);

// The seam: what makes the listener of the TLS port out of its settings.
using TlsListener = std::function<std::expected<StreamCoreFactory, std::string>(
    const TlsSettings& settings, StreamCoreFactory inner)>;

}  // namespace gateway::tls
