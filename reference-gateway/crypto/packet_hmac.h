// HMAC that keeps its key, for packets.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "crypto/hash.h"

struct evp_mac_ctx_st;

namespace gateway::crypto {

class PacketHmac {
public:
    // Nothing if OpenSSL has no such HMAC, or the key is empty.
    [[nodiscard]] static std::optional<PacketHmac> make(Hash hash, View key);

    // Of both, one behind the other; empty if it failed. Valid until the next call.
    [[nodiscard]] View of(View first, View second) noexcept;

private:
    struct Free {
        void operator()(evp_mac_ctx_st* context) const noexcept;
    };
    using Handle = std::unique_ptr<evp_mac_ctx_st, Free>;

    explicit PacketHmac(Handle context) : context_(std::move(context)) {}

    Handle context_;
    std::array<std::uint8_t, 64> result_{};
};

}  // namespace gateway::crypto
