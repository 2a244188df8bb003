#include "crypto/legacy.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

#include <array>
#include <memory>
#include <stdexcept>

#include "crypto/tls_handles.h"

namespace gateway::crypto {
namespace {

using LibraryPointer = std::unique_ptr<OSSL_LIB_CTX, Release<OSSL_LIB_CTX_free>>;
using ProviderPointer = std::unique_ptr<OSSL_PROVIDER, Release<OSSL_PROVIDER_unload>>;
using CipherContextPointer = std::unique_ptr<EVP_CIPHER_CTX, Release<EVP_CIPHER_CTX_free>>;
using DigestPointer = std::unique_ptr<EVP_MD, Release<EVP_MD_free>>;
using CipherPointer = std::unique_ptr<EVP_CIPHER, Release<EVP_CIPHER_free>>;

// A library of its own: nobody else finds these algorithms by accident.
struct Legacy {
    LibraryPointer library{OSSL_LIB_CTX_new()};
    ProviderPointer provider{OSSL_PROVIDER_load(library.get(), "legacy")};
    DigestPointer md4{EVP_MD_fetch(library.get(), "MD4", nullptr)};
    CipherPointer des{EVP_CIPHER_fetch(library.get(), "DES-ECB", nullptr)};

    Legacy() { ERR_clear_error(); }
    [[nodiscard]] bool is_there() const { return md4 != nullptr && des != nullptr; }
};

const Legacy& legacy()
{
    static const Legacy loaded;
    return loaded;
}

void must(bool done)
{
    if (done) return;
    ERR_clear_error();
    throw std::runtime_error("OpenSSL cannot compute MD4 or DES");
}

constexpr std::size_t raw_key_size = 7, key_size = 8, block_size = 8;

// Seven bits of each octet are the key's, the eighth, the lowest, is parity, which nobody looks at.
std::array<std::uint8_t, key_size> with_parity(View key)
{
    std::array<std::uint8_t, key_size> spread{};
    std::uint64_t bits = 0;
    for (const std::uint8_t octet : key) {
        bits = bits << 8U | octet;
    }
    for (std::size_t i = 0; i < key_size; ++i) {
        spread[i] = static_cast<std::uint8_t>((bits >> (7 * (key_size - 1 - i)) & 0x7fU) << 1U);
    }
    return spread;
}

}  // namespace

std::expected<void, std::string> legacy_algorithms_are_there()
{
    if (legacy().is_there()) return {};
    return std::unexpected("OpenSSL's legacy provider, which has MD4 and DES, is not installed");
}

Octets md4(View octets)
{
    constexpr std::size_t size = 16;
    Octets out(size);
    must(legacy().is_there() && EVP_Digest(octets.data(), octets.size(), out.data(), nullptr,
                                           legacy().md4.get(), nullptr) == 1);
    return out;
}

Octets des_encrypt(View block, View key)
{
    if (block.size() != block_size || key.size() != raw_key_size) {
        throw std::invalid_argument("a DES block has 8 octets, its key 7");
    }
    const CipherContextPointer context{EVP_CIPHER_CTX_new()};
    const auto spread = with_parity(key);
    Octets out(block_size);
    int written = 0;
    must(legacy().is_there() && context != nullptr &&
         EVP_EncryptInit_ex2(context.get(), legacy().des.get(), spread.data(), nullptr, nullptr) ==
             1 &&
         EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
         EVP_EncryptUpdate(context.get(), out.data(), &written, block.data(), block_size) == 1 &&
         written == static_cast<int>(block_size));
    return out;
}

}  // namespace gateway::crypto
