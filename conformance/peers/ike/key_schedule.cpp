#include "peers/ike/key_schedule.h"

#include <algorithm>

#include "crypto/prf.h"

namespace conformance::peers::ike {

namespace {

std::string encryption_word(const crypto::Protection& protection)
{
    const auto bits = std::to_string(protection.key_length);
    switch (protection.encr) {
        case 3: return "3DES [RFC2451]";
        case 12: return "AES-CBC-" + bits + " [RFC3602]";
        case 18: return "AES-GCM-" + bits + " with 8 octet ICV [RFC5282]";
        case 19: return "AES-GCM-" + bits + " with 12 octet ICV [RFC5282]";
        case 20: return "AES-GCM-" + bits + " with 16 octet ICV [RFC5282]";
        default: return "";
    }
}

std::string integrity_word(const crypto::Protection& protection)
{
    switch (protection.integ) {
        case 0: return "NONE [RFC4306]";
        case 1: return "HMAC_MD5_96 [RFC2403]";
        case 2: return "HMAC_SHA1_96 [RFC2404]";
        case 12: return "HMAC_SHA2_256_128 [RFC4868]";
        case 13: return "HMAC_SHA2_384_192 [RFC4868]";
        case 14: return "HMAC_SHA2_512_256 [RFC4868]";
        default: return "";
    }
}

// Of each nonce the PRFs made of AES take 64 bits as their key, others take all.
Octets key_of_nonces(std::uint16_t prf, const Nonces& nonces)
{
    constexpr std::size_t half_key = 8;
    const bool made_of_aes = prf == 4 || prf == 8;
    Octets key;
    for (const auto nonce : {nonces.initiator, nonces.responder}) {
        append(key, made_of_aes ? nonce.first(std::min(half_key, nonce.size())) : nonce);
    }
    return key;
}

IkeKeys derived(const catalog::IkeRow& tuple, Octets skeyseed, const Nonces& nonces, View spis)
{
    IkeKeys keys;
    keys.protection = {tuple.encr, tuple.key_length, tuple.integ};
    keys.skeyseed = std::move(skeyseed);
    const auto lengths = *crypto::lengths(keys.protection);
    const auto prf_octets = *crypto::prf_octets(tuple.prf);
    Octets seed{nonces.initiator.begin(), nonces.initiator.end()};
    append(seed, nonces.responder);
    append(seed, spis);
    const auto total = 3 * prf_octets + 2 * lengths.integrity_key + 2 * lengths.encryption_key;
    const auto stream = crypto::prf_plus(tuple.prf, keys.skeyseed, seed, total);
    View rest{stream};
    const auto next = [&](std::size_t octets) {
        const auto taken = rest.first(octets);
        rest = rest.subspan(octets);
        return Octets{taken.begin(), taken.end()};
    };
    keys.d = next(prf_octets);
    keys.ai = next(lengths.integrity_key);
    keys.ar = next(lengths.integrity_key);
    keys.ei = next(lengths.encryption_key);
    keys.er = next(lengths.encryption_key);
    keys.pi = next(prf_octets);
    keys.pr = next(prf_octets);
    return keys;
}

}  // namespace

bool can_derive_keys(const catalog::IkeRow& tuple)
{
    return crypto::lengths({tuple.encr, tuple.key_length, tuple.integ}) && crypto::prf_octets(tuple.prf);
}

std::optional<IkeKeys> derive_keys(const catalog::IkeRow& tuple, View shared_secret, const Nonces& nonces, View spis)
{
    if (!can_derive_keys(tuple)) { return std::nullopt; }
    return derived(tuple, crypto::prf(tuple.prf, key_of_nonces(tuple.prf, nonces), shared_secret), nonces, spis);
}

std::optional<IkeKeys> derive_keys_again(const catalog::IkeRow& tuple, std::uint16_t old_prf, View old_d, View shared_secret,
                                         const Nonces& nonces, View spis)
{
    if (!can_derive_keys(tuple)) { return std::nullopt; }
    Octets seed{shared_secret.begin(), shared_secret.end()};
    append(seed, nonces.initiator);
    append(seed, nonces.responder);
    return derived(tuple, crypto::prf(old_prf, old_d, seed), nonces, spis);
}

std::string decryption_table_line(const IkeKeys& keys, View initiator_spi, View responder_spi)
{
    const auto encryption = encryption_word(keys.protection);
    const auto integrity = integrity_word(keys.protection);
    if (encryption.empty() || integrity.empty()) { return ""; }
    return hex(initiator_spi) + "," + hex(responder_spi) + "," + hex(keys.ei) + "," + hex(keys.er) + ",\"" +
           encryption + "\"," + hex(keys.ai) + "," + hex(keys.ar) + ",\"" + integrity + "\"";
}

}  // namespace conformance::peers::ike
