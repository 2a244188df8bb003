// The ciphers of the SK payload: CBC block ciphers (RFC 3602, RFC 2451) and AEADs (RFC 4106,
// RFC 7634).
#pragma once

#include <optional>

#include "base/octets.h"

namespace gateway::crypto {

enum class BlockCipher { aes, triple_des };
enum class Aead { aes_gcm, chacha20_poly1305 };

[[nodiscard]] std::size_t block_size(BlockCipher cipher) noexcept;

// Whole blocks in, whole blocks out; padding is the protocol's. Nothing if a length is wrong.
[[nodiscard]] std::optional<Octets> cbc_encrypt(BlockCipher cipher, View key, View iv, View plain);
[[nodiscard]] std::optional<Octets> cbc_decrypt(BlockCipher cipher, View key, View iv, View sealed);

// The tag stands at the end of what is sealed. Nothing if it is not authentic.
[[nodiscard]] std::optional<Octets> aead_seal(Aead aead, std::size_t tag_size, View key, View nonce,
                                              View associated, View plain);
[[nodiscard]] std::optional<Octets> aead_open(Aead aead, std::size_t tag_size, View key, View nonce,
                                              View associated, View sealed);

}  // namespace gateway::crypto
