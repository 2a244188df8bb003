#include "crypto/tls_key_exchange.h"

#include <botan/curve25519.h>
#include <botan/dh.h>
#include <botan/ecdh.h>
#include <botan/pubkey.h>

#include <stdexcept>

#include "crypto/library_key_exchange.h"
#include "crypto/parsed_certificate.h"

namespace conformance::crypto {

namespace {

constexpr std::uint16_t x25519 = 29;
constexpr std::size_t least_modulus = 8, most_modulus = 2'048;  // octets

const char* curve_of(std::uint16_t group)
{
    switch (group) {
        case 19:
            return "secp192r1";
        case 21:
            return "secp224r1";
        case 22:
            return "secp256k1";
        case 23:
            return "secp256r1";
        case 24:
            return "secp384r1";
        case 25:
            return "secp521r1";
        case 26:
            return "brainpool256r1";
        case 27:
            return "brainpool384r1";
        case 28:
            return "brainpool512r1";
        default:
            return nullptr;
    }
}

const char* finite_field_of(std::uint16_t group)
{
    switch (group) {
        case 256:
            return "ffdhe/ietf/2048";
        case 257:
            return "ffdhe/ietf/3072";
        case 258:
            return "ffdhe/ietf/4096";
        case 259:
            return "ffdhe/ietf/6144";
        case 260:
            return "ffdhe/ietf/8192";
        default:
            return nullptr;
    }
}

}  // namespace

bool supports_tls_group(std::uint16_t group)
{
    return group == x25519 || curve_of(group) != nullptr || finite_field_of(group) != nullptr;
}

std::unique_ptr<KeyExchange> tls_key_exchange(std::uint16_t group, Random& random)
{
    BotanRandom adapter{random};
    if (group == x25519) {
        return own_key_exchange(random, Botan::X25519_PrivateKey{adapter}, 0);
    }
    if (const auto* curve = curve_of(group)) {
        return own_key_exchange(random, Botan::ECDH_PrivateKey{adapter, Botan::EC_Group{curve}}, 0);
    }
    if (const auto* name = finite_field_of(group)) {
        return own_key_exchange(random, Botan::DH_PrivateKey{adapter, Botan::DL_Group{name}}, 0);
    }
    throw std::invalid_argument{"group " + std::to_string(group) + " is not supported"};
}

Octets finite_field_modulus(std::uint16_t group)
{
    const auto* name = finite_field_of(group);
    return name == nullptr ? Octets{} : Botan::BigInt::encode(Botan::DL_Group{name}.get_p());
}

std::unique_ptr<KeyExchange> dhe_key_exchange(View p, View g, Random& random)
{
    if (p.size() < least_modulus || p.size() > most_modulus) {
        return nullptr;
    }
    try {
        BotanRandom adapter{random};
        const Botan::DL_Group group{Botan::BigInt{p.data(), p.size()},
                                    Botan::BigInt{g.data(), g.size()}};
        return own_key_exchange(random, Botan::DH_PrivateKey{adapter, group}, 0);
    } catch (const std::exception&) {
        return nullptr;
    }
}

std::optional<Octets> encrypted_for(View certificate, View secret, Random& random)
{
    try {
        BotanRandom adapter{random};
        const auto key = key_of(certificate);
        if (key == nullptr || key->algo_name() != "RSA") {
            return std::nullopt;
        }
        const Botan::PK_Encryptor_EME encryptor{*key, adapter, "PKCS1v15"};
        return encryptor.encrypt(secret.data(), secret.size(), adapter);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace conformance::crypto
