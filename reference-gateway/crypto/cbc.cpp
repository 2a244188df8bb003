#include <memory>

#include "crypto/cipher_algorithm.h"

namespace gateway::crypto {
namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

std::optional<Octets> cbc(BlockCipher cipher, View key, View iv, View in, bool encrypt)
{
    const EVP_CIPHER* chosen = algorithm_of(cipher, key.size());
    const std::size_t block = block_size(cipher);
    if (chosen == nullptr || iv.size() != block || in.empty() || in.size() % block != 0) {
        return std::nullopt;
    }
    const Context context{EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
    Octets out(in.size());
    int written = 0;
    if (!context ||
        EVP_CipherInit_ex(context.get(), chosen, nullptr, key.data(), iv.data(), encrypt) != 1 ||
        EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1 ||
        EVP_CipherUpdate(context.get(), out.data(), &written, in.data(),
                         static_cast<int>(in.size())) != 1 ||
        static_cast<std::size_t>(written) != in.size()) {
        return std::nullopt;
    }
    return out;
}

}  // namespace

const EVP_CIPHER* algorithm_of(BlockCipher cipher, std::size_t key_size)
{
    if (cipher == BlockCipher::triple_des) return key_size == 24 ? EVP_des_ede3_cbc() : nullptr;
    switch (key_size) {
        case 16:
            return EVP_aes_128_cbc();
        case 24:
            return EVP_aes_192_cbc();
        case 32:
            return EVP_aes_256_cbc();
        default:
            return nullptr;
    }
}

std::size_t block_size(BlockCipher cipher) noexcept
{
    return cipher == BlockCipher::aes ? 16 : 8;
}

std::optional<Octets> cbc_encrypt(BlockCipher cipher, View key, View iv, View plain)
{
    return cbc(cipher, key, iv, plain, true);
}

std::optional<Octets> cbc_decrypt(BlockCipher cipher, View key, View iv, View sealed)
{
    return cbc(cipher, key, iv, sealed, false);
}

}  // namespace gateway::crypto
