// Ciphers that keep their key: for packets, which come by the million under one. They work in place
// and allocate nothing.
#pragma once

#include <memory>
#include <optional>

#include "base/octets.h"
#include "crypto/cipher.h"

struct evp_cipher_ctx_st;

namespace gateway::crypto {

enum class Direction { seal, open };

struct FreeCipherContext {
    void operator()(evp_cipher_ctx_st* context) const noexcept;
};
using CipherContextPointer = std::unique_ptr<evp_cipher_ctx_st, FreeCipherContext>;

class PacketAead {
public:
    // Nothing if the key's size is none of this AEAD.
    [[nodiscard]] static std::optional<PacketAead> make(Aead aead, View key, Direction direction);

    [[nodiscard]] bool seal(View nonce, View associated, std::span<std::uint8_t> plain,
                            std::span<std::uint8_t> tag) noexcept;
    // False if the tag does not fit; what was decrypted stands there all the same.
    [[nodiscard]] bool open(View nonce, View associated, std::span<std::uint8_t> sealed,
                            View tag) noexcept;

private:
    explicit PacketAead(CipherContextPointer context) : context_(std::move(context)) {}

    CipherContextPointer context_;
};

class PacketCbc {
public:
    [[nodiscard]] static std::optional<PacketCbc> make(BlockCipher cipher, View key,
                                                       Direction direction);

    // Whole blocks, encrypted or decrypted as the direction says.
    [[nodiscard]] bool transform(View iv, std::span<std::uint8_t> blocks) noexcept;

private:
    explicit PacketCbc(CipherContextPointer context) : context_(std::move(context)) {}

    CipherContextPointer context_;
};

}  // namespace gateway::crypto
