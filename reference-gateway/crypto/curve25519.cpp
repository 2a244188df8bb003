#include <openssl/evp.h>

#include <memory>

#include "crypto/groups.h"

namespace gateway::crypto {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;

constexpr std::size_t size = 32;

}  // namespace

Octets generator_curve25519(std::uint16_t)
{
    Octets base(size);
    base.front() = 9;
    return base;
}

// RFC 8031, Section 3.2. OpenSSL refuses an all-zero secret, as RFC 7748, Section 6.1 allows.
std::optional<Agreed> agree_curve25519(const KeyAgreement& work)
{
    const Key ours{EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, work.private_seed.data(),
                                                work.private_seed.size()),
                   EVP_PKEY_free};
    const Key peer{EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, work.peer_public.data(),
                                               work.peer_public.size()),
                   EVP_PKEY_free};
    const Context context{EVP_PKEY_CTX_new(ours.get(), nullptr), EVP_PKEY_CTX_free};
    Agreed agreed{Octets(size), Octets(size)};
    std::size_t public_size = size;
    std::size_t secret_size = size;
    if (!ours || !peer || !context ||
        EVP_PKEY_get_raw_public_key(ours.get(), agreed.public_value.data(), &public_size) != 1 ||
        EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), peer.get()) != 1 ||
        EVP_PKEY_derive(context.get(), agreed.shared_secret.data(), &secret_size) != 1) {
        return std::nullopt;
    }
    return agreed;
}

}  // namespace gateway::crypto
