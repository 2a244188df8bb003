#include "crypto/hash.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include <stdexcept>

#include "crypto/hash_algorithm.h"

namespace gateway::crypto {

const EVP_MD* algorithm_of(Hash hash) noexcept
{
    switch (hash) {
        case Hash::md5:
            return EVP_md5();
        case Hash::sha1:
            return EVP_sha1();
        case Hash::sha2_256:
            return EVP_sha256();
        case Hash::sha2_384:
            return EVP_sha384();
        case Hash::sha2_512:
            return EVP_sha512();
    }
    return nullptr;
}

std::size_t size_of(Hash hash) noexcept
{
    switch (hash) {
        case Hash::md5:
            return 16;
        case Hash::sha1:
            return 20;
        case Hash::sha2_256:
            return 32;
        case Hash::sha2_384:
            return 48;
        case Hash::sha2_512:
            return 64;
    }
    return 0;
}

Octets digest(Hash hash, View octets)
{
    Octets out(size_of(hash));
    if (EVP_Digest(octets.data(), octets.size(), out.data(), nullptr, algorithm_of(hash), nullptr) !=
        1) {
        throw std::runtime_error("OpenSSL cannot compute this hash");
    }
    return out;
}

Octets hmac(Hash hash, View key, View octets)
{
    static constexpr std::uint8_t empty_key = 0;
    Octets out(size_of(hash));
    if (HMAC(algorithm_of(hash), key.empty() ? &empty_key : key.data(), static_cast<int>(key.size()),
             octets.data(), octets.size(), out.data(), nullptr) == nullptr) {
        throw std::runtime_error("OpenSSL cannot compute this HMAC");
    }
    return out;
}

bool equal_in_constant_time(View a, View b) noexcept
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gateway::crypto
