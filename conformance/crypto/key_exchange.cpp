#include "crypto/key_exchange.h"

#include <botan/curve25519.h>
#include <botan/dh.h>
#include <botan/ecdh.h>

#include <stdexcept>

#include "crypto/library_key_exchange.h"
#include "crypto/modp_groups.h"

namespace conformance::crypto {

namespace {

const char* curve_of(std::uint16_t group)
{
    switch (group) {
        case 19: return "secp256r1";
        case 20: return "secp384r1";
        case 21: return "secp521r1";
        case 25: return "secp192r1";
        case 26: return "secp224r1";
        case 27: return "brainpool224r1";
        case 28: return "brainpool256r1";
        case 29: return "brainpool384r1";
        case 30: return "brainpool512r1";
        default: return nullptr;
    }
}

bool is_modp(std::uint16_t group)
{
    return group == 1 || group == 2 || group == 5 || (group >= 14 && group <= 18) || (group >= 22 && group <= 24);
}

}  // namespace

std::size_t public_octets(std::uint16_t group)
{
    if (is_modp(group)) { return modp_group(group).p_bytes(); }
    switch (group) {
        case 19: return 64;
        case 20: return 96;
        case 21: return 132;
        case 25: return 48;
        case 26: return 56;
        case 27: return 56;
        case 28: return 64;
        case 29: return 96;
        case 30: return 128;
        case 31: return 32;
        default: return 0;
    }
}

Octets modp_prime(std::uint16_t group)
{
    const auto prime = Botan::BigInt::encode(modp_group(group).get_p());
    return {prime.begin(), prime.end()};
}

Octets modp_negated(std::uint16_t group, View value)
{
    const auto prime = modp_group(group).get_p();
    const auto rest = prime - Botan::BigInt{value.data(), value.size()};
    const auto octets = Botan::BigInt::encode_1363(rest, prime.bytes());
    return {octets.begin(), octets.end()};
}

bool supports_group(std::uint16_t group)
{
    return is_modp(group) || curve_of(group) != nullptr || group == 31;
}

std::unique_ptr<KeyExchange> key_exchange(std::uint16_t group, Random& random)
{
    BotanRandom adapter{random};
    if (is_modp(group)) { return own_key_exchange(random, Botan::DH_PrivateKey{adapter, modp_group(group)}, 0); }
    if (const auto* curve = curve_of(group)) {
        return own_key_exchange(random, Botan::ECDH_PrivateKey{adapter, Botan::EC_Group{curve}}, 1);
    }
    if (group == 31) { return own_key_exchange(random, Botan::X25519_PrivateKey{adapter}, 0); }
    throw std::invalid_argument{"key exchange method " + std::to_string(group) + " is not supported"};
}

}  // namespace conformance::crypto
