#include <memory>

#include "crypto/cipher_algorithm.h"

namespace gateway::crypto {
namespace {

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Context started(Aead aead, View key, View nonce, View associated, bool seal)
{
    Context context{EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free};
    const EVP_CIPHER* chosen = algorithm_of(aead, key.size());
    int ignored = 0;
    const bool good =
        context && chosen != nullptr && nonce.size() == 12 &&
        EVP_CipherInit_ex(context.get(), chosen, nullptr, key.data(), nonce.data(), seal) == 1 &&
        EVP_CipherUpdate(context.get(), nullptr, &ignored, associated.data(),
                         static_cast<int>(associated.size())) == 1;
    if (!good) context.reset();
    return context;
}

}  // namespace

const EVP_CIPHER* algorithm_of(Aead aead, std::size_t key_size)
{
    if (aead == Aead::chacha20_poly1305) return key_size == 32 ? EVP_chacha20_poly1305() : nullptr;
    switch (key_size) {
        case 16:
            return EVP_aes_128_gcm();
        case 24:
            return EVP_aes_192_gcm();
        case 32:
            return EVP_aes_256_gcm();
        default:
            return nullptr;
    }
}

std::optional<Octets> aead_seal(Aead aead, std::size_t tag_size, View key, View nonce,
                                View associated, View plain)
{
    const Context context = started(aead, key, nonce, associated, true);
    Octets out(plain.size() + tag_size);
    int written = 0;
    int last = 0;
    if (!context ||
        EVP_CipherUpdate(context.get(), out.data(), &written, plain.data(),
                         static_cast<int>(plain.size())) != 1 ||
        EVP_CipherFinal_ex(context.get(), out.data() + written, &last) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag_size),
                            out.data() + plain.size()) != 1) {
        return std::nullopt;
    }
    return out;
}

std::optional<Octets> aead_open(Aead aead, std::size_t tag_size, View key, View nonce,
                                View associated, View sealed)
{
    if (sealed.size() < tag_size) return std::nullopt;
    const View body = sealed.first(sealed.size() - tag_size);
    Octets tag = copy_of(sealed.last(tag_size));
    const Context context = started(aead, key, nonce, associated, false);
    Octets out(body.size() + 1);
    int written = 0;
    int last = 0;
    if (!context ||
        EVP_CipherUpdate(context.get(), out.data(), &written, body.data(),
                         static_cast<int>(body.size())) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag_size),
                            tag.data()) != 1 ||
        EVP_CipherFinal_ex(context.get(), out.data() + written, &last) != 1) {
        return std::nullopt;
    }
    out.resize(body.size());
    return out;
}

}  // namespace gateway::crypto
