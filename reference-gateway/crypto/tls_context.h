// The settings of a listener made ready for OpenSSL, once, for all of its sessions.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "crypto/tls_settings.h"

using SSL_CTX = struct ssl_ctx_st;

namespace gateway::crypto {

class TlsContext {
public:
    // The error says which setting cannot be had.
    [[nodiscard]] static std::expected<TlsContext, std::string> make(const TlsSettings& settings);

    [[nodiscard]] SSL_CTX* get() const noexcept { return context_.get(); }

private:
    explicit TlsContext(std::shared_ptr<SSL_CTX> context) : context_(std::move(context)) {}

    std::shared_ptr<SSL_CTX> context_;
};

}  // namespace gateway::crypto
