// OpenSSL's names of the ciphers; for crypto/ alone.
#pragma once

#include <openssl/evp.h>

#include "crypto/cipher.h"

namespace gateway::crypto {

// Nothing if the cipher has no keys of this size.
[[nodiscard]] const EVP_CIPHER* algorithm_of(BlockCipher cipher, std::size_t key_size);
[[nodiscard]] const EVP_CIPHER* algorithm_of(Aead aead, std::size_t key_size);

}  // namespace gateway::crypto
