#include "crypto/packet_cipher.h"

#include "crypto/cipher_algorithm.h"

namespace gateway::crypto {
namespace {

int size_of(View octets)
{
    return static_cast<int>(octets.size());
}

CipherContextPointer with_key(const EVP_CIPHER* algorithm, View key, Direction direction)
{
    CipherContextPointer context{EVP_CIPHER_CTX_new()};
    const int encrypt = direction == Direction::seal ? 1 : 0;
    if (algorithm == nullptr || !context ||
        EVP_CipherInit_ex(context.get(), algorithm, nullptr, key.data(), nullptr, encrypt) != 1) {
        return nullptr;
    }
    return context;
}

// The key stays, the nonce changes.
bool start(EVP_CIPHER_CTX* context, View nonce)
{
    return EVP_CipherInit_ex(context, nullptr, nullptr, nullptr, nonce.data(), -1) == 1;
}

bool update(EVP_CIPHER_CTX* context, std::span<std::uint8_t> octets)
{
    int written = 0;
    return EVP_CipherUpdate(context, octets.data(), &written, octets.data(), size_of(octets)) ==
               1 &&
           written == size_of(octets);
}

bool start_aead(EVP_CIPHER_CTX* context, View nonce, View associated)
{
    constexpr std::size_t nonce_size = 12;
    int ignored = 0;
    return nonce.size() == nonce_size && start(context, nonce) &&
           EVP_CipherUpdate(context, nullptr, &ignored, associated.data(), size_of(associated)) ==
               1;
}

bool finish(EVP_CIPHER_CTX* context)
{
    std::uint8_t nothing_left = 0;
    int written = 0;
    return EVP_CipherFinal_ex(context, &nothing_left, &written) == 1;
}

}  // namespace

void FreeCipherContext::operator()(evp_cipher_ctx_st* context) const noexcept
{
    EVP_CIPHER_CTX_free(context);
}

std::optional<PacketAead> PacketAead::make(Aead aead, View key, Direction direction)
{
    auto context = with_key(algorithm_of(aead, key.size()), key, direction);
    if (!context) return std::nullopt;
    return PacketAead{std::move(context)};
}

bool PacketAead::seal(View nonce, View associated, std::span<std::uint8_t> plain,
                      std::span<std::uint8_t> tag) noexcept
{
    return start_aead(context_.get(), nonce, associated) && update(context_.get(), plain) &&
           finish(context_.get()) &&
           EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, size_of(tag), tag.data()) ==
               1;
}

bool PacketAead::open(View nonce, View associated, std::span<std::uint8_t> sealed,
                      View tag) noexcept
{
    // OpenSSL's interface has no const, and only reads.
    return start_aead(context_.get(), nonce, associated) && update(context_.get(), sealed) &&
           EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, size_of(tag),
                               const_cast<std::uint8_t*>(tag.data())) == 1 &&
           finish(context_.get());
}

std::optional<PacketCbc> PacketCbc::make(BlockCipher cipher, View key, Direction direction)
{
    auto context = with_key(algorithm_of(cipher, key.size()), key, direction);
    if (!context || EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1) return std::nullopt;
    return PacketCbc{std::move(context)};
}

bool PacketCbc::transform(View iv, std::span<std::uint8_t> blocks) noexcept
{
    const auto block = static_cast<std::size_t>(EVP_CIPHER_CTX_get_block_size(context_.get()));
    return iv.size() == block && blocks.size() % block == 0 && start(context_.get(), iv) &&
           update(context_.get(), blocks);
}

}  // namespace gateway::crypto
