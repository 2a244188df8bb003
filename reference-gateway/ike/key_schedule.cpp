#include "ike/key_schedule.h"

#include <utility>

#include "crypto/prf_plus.h"

namespace gateway::ike {
namespace {

constexpr std::size_t salt_size = 4;

std::size_t integ_key_size(const Algorithms& algorithms)
{
    const auto* cbc = std::get_if<Cbc>(&algorithms.protection);
    return cbc == nullptr ? 0 : crypto::size_of(cbc->integ);
}

// ChaCha20-Poly1305 has the same 4 octets of salt (RFC 7634, Section 2).
std::size_t encr_key_size(const Algorithms& algorithms)
{
    if (const auto* cbc = std::get_if<Cbc>(&algorithms.protection)) return cbc->key_size;
    return std::get<Combined>(algorithms.protection).key_size + salt_size;
}

Octets spis(const KeyMaterial& material)
{
    Writer out;
    out.u64(material.initiator_spi);
    out.u64(material.responder_spi);
    return out.take();
}

Keys expanded(const Algorithms& algorithms, const KeyMaterial& material, View skeyseed)
{
    const Octets nonces = joined({material.initiator_nonce, material.responder_nonce});
    const std::size_t prf = crypto::size_of(algorithms.prf);
    const std::size_t integ = integ_key_size(algorithms);
    const std::size_t encr = encr_key_size(algorithms);
    const Octets stream = crypto::prf_plus(
        algorithms.prf, skeyseed, joined({nonces, spis(material)}), 3 * prf + 2 * integ + 2 * encr);
    Cursor in{stream};
    Keys keys;
    keys.sk_d = copy_of(in.take(prf));
    keys.sk_ai = copy_of(in.take(integ));
    keys.sk_ar = copy_of(in.take(integ));
    keys.sk_ei = copy_of(in.take(encr));
    keys.sk_er = copy_of(in.take(encr));
    keys.sk_pi = copy_of(in.take(prf));
    keys.sk_pr = copy_of(in.take(prf));
    return keys;
}

}  // namespace

Keys derive_keys(const Algorithms& algorithms, const KeyMaterial& material)
{
    const Octets nonces = joined({material.initiator_nonce, material.responder_nonce});
    return expanded(algorithms, material,
                    crypto::hmac(algorithms.prf, nonces, material.shared_secret));
}

Keys derive_keys_again(const Algorithms& algorithms, const KeyMaterial& material,
                       crypto::Hash old_prf, View old_sk_d)
{
    const Octets seed = joined(
        {material.shared_secret, material.initiator_nonce, material.responder_nonce});
    return expanded(algorithms, material, crypto::hmac(old_prf, old_sk_d, seed));
}

Keys mirrored(Keys keys)
{
    std::swap(keys.sk_ai, keys.sk_ar);
    std::swap(keys.sk_ei, keys.sk_er);
    std::swap(keys.sk_pi, keys.sk_pr);
    return keys;
}

}  // namespace gateway::ike
