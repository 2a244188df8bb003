#include "crypto/protection.h"

#include <botan/aead.h>
#include <botan/cipher_mode.h>
#include <botan/mac.h>

#include <algorithm>
#include <string>

#include "crypto/aes_mac.h"

namespace conformance::crypto {

namespace {

struct Cipher {
    std::string name;
    std::size_t key = 0, salt = 0, iv = 0, block = 1, icv = 0;
    bool aead = false;
};

bool is_key_length(std::uint16_t bits) { return bits == 128 || bits == 192 || bits == 256; }

Cipher cbc(const std::string& name, std::size_t key, std::size_t block) { return {name + "/CBC/NoPadding", key, 0, block, block, 0, false}; }

Cipher ctr(const std::string& name, std::size_t key) { return {"CTR-BE(" + name + ")", key, 4, 8, 1, 0, false}; }

Cipher gcm(const std::string& name, std::size_t key, std::size_t icv)
{
    return {name + "/GCM(" + std::to_string(icv) + ")", key, 4, 8, 1, icv, true};
}

// The nonce of RFC 5282 is 11 octets, which leaves 4 for the length.
Cipher ccm(const std::string& name, std::size_t key, std::size_t icv)
{
    return {name + "/CCM(" + std::to_string(icv) + ",4)", key, 3, 8, 1, icv, true};
}

std::optional<Cipher> cipher_of_one_length(const Protection& protection)
{
    const bool of_128 = protection.key_length == 128;
    switch (protection.encr) {
        case 2: return cbc("DES", 8, 8);
        case 3: return cbc("3DES", 24, 8);
        case 5: return cbc("IDEA", 16, 8);
        case 6: return of_128 ? std::optional{cbc("CAST-128", 16, 8)} : std::nullopt;
        case 7: return of_128 ? std::optional{cbc("Blowfish", 16, 8)} : std::nullopt;
        case 28: return Cipher{"ChaCha20Poly1305", 32, 4, 8, 1, 16, true};
        default: return std::nullopt;
    }
}

std::optional<Cipher> cipher_of(const Protection& protection)
{
    if (const auto cipher = cipher_of_one_length(protection)) { return cipher; }
    if (!is_key_length(protection.key_length)) { return std::nullopt; }
    const std::size_t key = protection.key_length / 8u;
    const auto aes = "AES-" + std::to_string(protection.key_length);
    const auto camellia = "Camellia-" + std::to_string(protection.key_length);
    switch (protection.encr) {
        case 12: return cbc(aes, key, 16);
        case 13: return ctr(aes, key);
        case 14: return ccm(aes, key, 8);
        case 15: return ccm(aes, key, 12);
        case 16: return ccm(aes, key, 16);
        case 18: return gcm(aes, key, 8);
        case 19: return gcm(aes, key, 12);
        case 20: return gcm(aes, key, 16);
        case 23: return cbc(camellia, key, 16);
        case 24: return ctr(camellia, key);
        case 25: return ccm(camellia, key, 8);
        case 26: return ccm(camellia, key, 12);
        case 27: return ccm(camellia, key, 16);
        default: return std::nullopt;
    }
}

struct Integrity {
    const char* name = nullptr;  // none for what is made of AES
    std::size_t key = 0, icv = 0;
    AesMac made_of_aes = AesMac::cmac;
};

std::optional<Integrity> integrity(std::uint16_t integ)
{
    switch (integ) {
        case 1: return Integrity{"HMAC(MD5)", 16, 12};
        case 2: return Integrity{"HMAC(SHA-1)", 20, 12};
        case 5: return Integrity{nullptr, aes_mac_octets, 12, AesMac::xcbc};
        case 6: return Integrity{"HMAC(MD5)", 16, 16};
        case 7: return Integrity{"HMAC(SHA-1)", 20, 20};
        case 8: return Integrity{nullptr, aes_mac_octets, 12, AesMac::cmac};
        case 12: return Integrity{"HMAC(SHA-256)", 32, 16};
        case 13: return Integrity{"HMAC(SHA-384)", 48, 24};
        case 14: return Integrity{"HMAC(SHA-512)", 64, 32};
        default: return std::nullopt;
    }
}

Octets mac_of(const Integrity& kind, View key, View input)
{
    if (kind.name == nullptr) { return aes_mac(kind.made_of_aes, key, input); }
    const auto mac = Botan::MessageAuthenticationCode::create_or_throw(kind.name);
    mac->set_key(key.data(), key.size());
    mac->update(input.data(), input.size());
    Octets result(mac->output_length());
    mac->final(result.data());
    return result;
}

Octets icv_of(const Protection& protection, View key, View associated, View iv_and_ciphertext)
{
    const auto kind = *integrity(protection.integ);
    Octets covered{associated.begin(), associated.end()};
    append(covered, iv_and_ciphertext);
    auto result = mac_of(kind, key, covered);
    result.resize(kind.icv);
    return result;
}

// The salt stands before the IV; a counter begins at 1 behind it.
Octets nonce_of(const Cipher& cipher, View salt, View iv)
{
    Octets nonce{salt.begin(), salt.end()};
    append(nonce, iv);
    if (!cipher.aead && cipher.salt != 0) { append(nonce, Octets{0, 0, 0, 1}); }
    return nonce;
}

// Runs one message through a cipher; the key carries its salt at the end.
Octets pass_through(Botan::Cipher_Dir direction, const Protection& protection, View key, View associated,
                    View iv, View input)
{
    const auto cipher = *cipher_of(protection);
    const auto mode = Botan::Cipher_Mode::create_or_throw(cipher.name, direction);
    mode->set_key(key.data(), cipher.key);
    if (cipher.aead) {
        dynamic_cast<Botan::AEAD_Mode&>(*mode).set_associated_data(associated.data(), associated.size());
    }
    const auto nonce = nonce_of(cipher, key.subspan(cipher.key), iv);
    mode->start(nonce.data(), nonce.size());
    Botan::secure_vector<std::uint8_t> buffer{input.begin(), input.end()};
    mode->finish(buffer);
    return {buffer.begin(), buffer.end()};
}

}  // namespace

std::optional<ProtectionLengths> lengths(const Protection& protection)
{
    const auto cipher = cipher_of(protection);
    const auto kind = integrity(protection.integ);
    if (!cipher || (cipher->aead ? protection.integ != 0 : !kind)) { return std::nullopt; }
    const auto key = cipher->key + cipher->salt;
    if (cipher->aead) { return ProtectionLengths{key, 0, cipher->iv, cipher->block, cipher->icv, true}; }
    return ProtectionLengths{key, kind->key, cipher->iv, cipher->block, kind->icv, false};
}

Octets seal(const Protection& protection, View encryption_key, View integrity_key, View associated,
            View iv, View padded)
{
    Octets sealed{iv.begin(), iv.end()};
    append(sealed, pass_through(Botan::ENCRYPTION, protection, encryption_key, associated, iv, padded));
    if (!lengths(protection)->aead) {
        append(sealed, icv_of(protection, integrity_key, associated, sealed));
    }
    return sealed;
}

std::optional<Octets> open(const Protection& protection, View encryption_key, View integrity_key,
                           View associated, View sealed)
{
    const auto wanted = *lengths(protection);
    if (sealed.size() < wanted.iv + wanted.icv) { return std::nullopt; }
    auto body = sealed;
    if (!wanted.aead) {
        body = sealed.first(sealed.size() - wanted.icv);
        const auto icv = icv_of(protection, integrity_key, associated, body);
        if (!std::ranges::equal(icv, sealed.last(wanted.icv))) { return std::nullopt; }
        if (body.size() % wanted.block != 0) { return std::nullopt; }
    }
    try {
        return pass_through(Botan::DECRYPTION, protection, encryption_key, associated,
                            body.first(wanted.iv), body.subspan(wanted.iv));
    } catch (const Botan::Exception&) {
        return std::nullopt;
    }
}

}  // namespace conformance::crypto
