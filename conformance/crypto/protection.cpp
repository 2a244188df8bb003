#include "crypto/protection.h"

#include <botan/aead.h>
#include <botan/cipher_mode.h>
#include <botan/mac.h>

#include <algorithm>
#include <string>

namespace conformance::crypto {

namespace {

constexpr std::size_t salt_octets = 4;

std::string cipher_name(const Protection& protection)
{
    const auto bits = std::to_string(protection.key_length);
    switch (protection.encr) {
        case 3: return "3DES/CBC/NoPadding";
        case 12: return "AES-" + bits + "/CBC/NoPadding";
        case 18: return "AES-" + bits + "/GCM(8)";
        case 19: return "AES-" + bits + "/GCM(12)";
        case 20: return "AES-" + bits + "/GCM(16)";
        case 23: return "Camellia-" + bits + "/CBC/NoPadding";
        case 28: return "ChaCha20Poly1305";
        default: return "";
    }
}

struct Integrity {
    const char* name = nullptr;
    std::size_t key = 0, icv = 0;
};

std::optional<Integrity> integrity(std::uint16_t integ)
{
    switch (integ) {
        case 1: return Integrity{"HMAC(MD5)", 16, 12};
        case 2: return Integrity{"HMAC(SHA-1)", 20, 12};
        case 12: return Integrity{"HMAC(SHA-256)", 32, 16};
        case 13: return Integrity{"HMAC(SHA-384)", 48, 24};
        case 14: return Integrity{"HMAC(SHA-512)", 64, 32};
        default: return std::nullopt;
    }
}

bool is_key_length(std::uint16_t bits) { return bits == 128 || bits == 192 || bits == 256; }

std::optional<ProtectionLengths> aead_lengths(const Protection& protection)
{
    const bool chacha = protection.encr == 28;
    if (protection.integ != 0 || (!chacha && !is_key_length(protection.key_length))) { return std::nullopt; }
    const std::size_t key = chacha ? 32 : protection.key_length / 8u;
    const std::size_t icv = protection.encr == 18 ? 8 : protection.encr == 19 ? 12 : 16;
    return ProtectionLengths{key + salt_octets, 0, 8, 1, icv, true};
}

Octets icv_of(const Protection& protection, View key, View associated, View iv_and_ciphertext)
{
    const auto kind = *integrity(protection.integ);
    const auto mac = Botan::MessageAuthenticationCode::create_or_throw(kind.name);
    mac->set_key(key.data(), key.size());
    mac->update(associated.data(), associated.size());
    mac->update(iv_and_ciphertext.data(), iv_and_ciphertext.size());
    Octets result(mac->output_length());
    mac->final(result.data());
    result.resize(kind.icv);
    return result;
}

// Runs one message through a cipher; an AEAD's key carries its salt at the end.
Octets pass_through(Botan::Cipher_Dir direction, const Protection& protection, View key, View associated,
                    View iv, View input)
{
    const auto wanted = *lengths(protection);
    const auto mode = Botan::Cipher_Mode::create_or_throw(cipher_name(protection), direction);
    Octets nonce{iv.begin(), iv.end()};
    if (wanted.aead) {
        mode->set_key(key.data(), key.size() - salt_octets);
        const auto salt = key.last(salt_octets);
        nonce.insert(nonce.begin(), salt.begin(), salt.end());
        dynamic_cast<Botan::AEAD_Mode&>(*mode).set_associated_data(associated.data(), associated.size());
    } else {
        mode->set_key(key.data(), key.size());
    }
    mode->start(nonce.data(), nonce.size());
    Botan::secure_vector<std::uint8_t> buffer{input.begin(), input.end()};
    mode->finish(buffer);
    return {buffer.begin(), buffer.end()};
}

}  // namespace

std::optional<ProtectionLengths> lengths(const Protection& protection)
{
    switch (protection.encr) {
        case 18:
        case 19:
        case 20:
        case 28: return aead_lengths(protection);
        case 3:
        case 12:
        case 23: break;
        default: return std::nullopt;
    }
    const auto kind = integrity(protection.integ);
    const bool triple_des = protection.encr == 3;
    if (!kind || (!triple_des && !is_key_length(protection.key_length))) { return std::nullopt; }
    const std::size_t block = triple_des ? 8 : 16;
    return ProtectionLengths{triple_des ? 24 : protection.key_length / 8u, kind->key, block, block,
                             kind->icv, false};
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
