#include "mutants/lying_tls_protection.h"

#include "crypto/cipher.h"
#include "crypto/system_random.h"
#include "mutants/lying_tls_hello.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

using crypto::Aead;
using crypto::BlockCipher;

constexpr std::size_t explicit_nonce = 8;
constexpr std::size_t tag = 16;
constexpr std::size_t block = 16;

Octets header(std::uint8_t type, std::size_t length)
{
    Writer writer;
    writer.u8(type);
    writer.u16(tls_1_2);
    writer.u16(static_cast<std::uint16_t>(length));
    return writer.take();
}

Octets associated(const RecordKeys& keys, std::uint8_t type, std::size_t length)
{
    Writer writer;
    writer.u64(keys.sequence);
    writer.octets(header(type, length));
    return writer.take();
}

Octets explicit_part(const RecordKeys& keys)
{
    Writer writer;
    writer.u64(keys.sequence);
    return writer.take();
}

Opened open_gcm(const RecordKeys& keys, std::uint8_t type, View fragment)
{
    if (fragment.size() < explicit_nonce + tag) return {};
    const Octets nonce = joined({keys.iv, fragment.first(explicit_nonce)});
    const std::size_t length = fragment.size() - explicit_nonce - tag;
    return {crypto::aead_open(Aead::aes_gcm, tag, keys.key, nonce, associated(keys, type, length),
                              fragment.subspan(explicit_nonce)),
            alert::bad_record_mac};
}

// Sealing what is sealed opens it, for GCM counts and adds.
Opened open_gcm_blindly(const RecordKeys& keys, View fragment)
{
    if (fragment.size() < explicit_nonce + tag) return {};
    const Octets nonce = joined({keys.iv, fragment.first(explicit_nonce)});
    const View body = fragment.subspan(explicit_nonce, fragment.size() - explicit_nonce - tag);
    auto plain = crypto::aead_seal(Aead::aes_gcm, tag, keys.key, nonce, {}, body);
    if (plain) plain->resize(body.size());
    return {plain, alert::bad_record_mac};
}

// What a CBC record holds, its padding judged and its MAC not yet.
struct Block {
    std::optional<Octets> decrypted;
    bool good_padding = false;
    std::size_t length = 0;  // of the content
};

Block decrypted(const Cipher& cipher, const RecordKeys& keys, View fragment)
{
    const std::size_t mac = crypto::size_of(cipher.hash);
    if (fragment.size() < 2 * block || fragment.size() % block != 0) return {};
    Block result;
    result.decrypted = crypto::cbc_decrypt(BlockCipher::aes, keys.key, fragment.first(block),
                                           fragment.subspan(block));
    if (!result.decrypted || result.decrypted->size() < mac + 1) return {};
    const Octets& plain = *result.decrypted;
    const std::size_t padding = plain.back() + std::size_t{1};
    if (padding + mac > plain.size()) return result;
    result.good_padding = true;
    for (std::size_t i = plain.size() - padding; i < plain.size(); ++i) {
        result.good_padding = result.good_padding && plain[i] == plain.back();
    }
    result.length = plain.size() - padding - mac;
    return result;
}

bool has_good_mac(const Cipher& cipher, const RecordKeys& keys, std::uint8_t type,
                  const Block& read)
{
    const View plain{*read.decrypted};
    const Octets expected =
        crypto::hmac(cipher.hash, keys.mac,
                     joined({associated(keys, type, read.length), plain.first(read.length)}));
    return equal(expected, plain.subspan(read.length, expected.size()));
}

Opened open_cbc(const Cipher& cipher, const RecordKeys& keys, std::uint8_t type, View fragment,
                std::uint8_t alert_for_padding)
{
    const Block read = decrypted(cipher, keys, fragment);
    if (!read.decrypted) return {};
    if (!read.good_padding) return {std::nullopt, alert_for_padding};
    if (!has_good_mac(cipher, keys, type, read)) return {};
    return {copy_of(View{*read.decrypted}.first(read.length)), 0};
}

Opened counted(RecordKeys& keys, Opened opened)
{
    ++keys.sequence;
    return opened;
}

}  // namespace

std::optional<Cipher> cipher_of(std::uint16_t suite)
{
    using crypto::Hash;
    switch (suite) {
        case 0x009e:
        case 0xc02f:
            return Cipher{false, 16, Hash::sha2_256};
        case 0xc030:
            return Cipher{false, 32, Hash::sha2_384};
        case 0xc027:
            return Cipher{true, 16, Hash::sha2_256};
        case 0xc028:
            return Cipher{true, 32, Hash::sha2_384};
        default:
            return std::nullopt;
    }
}

Octets prf(crypto::Hash hash, View secret, std::string_view label, View seed, std::size_t length)
{
    const Octets whole_seed = joined({as_octets(label), seed});
    Octets stream;
    Octets chained = whole_seed;
    while (stream.size() < length) {
        chained = crypto::hmac(hash, secret, chained);
        const Octets part = crypto::hmac(hash, secret, joined({chained, whole_seed}));
        stream.insert(stream.end(), part.begin(), part.end());
    }
    stream.resize(length);
    return stream;
}

RecordKeysOfBoth record_keys(const Cipher& cipher, View master, View client_random,
                             View server_random)
{
    const std::size_t mac = cipher.cbc ? crypto::size_of(cipher.hash) : 0;
    const std::size_t iv = cipher.cbc ? 0 : 4;
    const Octets stream =
        prf(cipher.hash, master, "key expansion", joined({server_random, client_random}),
            2 * (mac + cipher.key_size + iv));
    Cursor cursor{stream};
    RecordKeysOfBoth keys;
    keys.client.mac = copy_of(cursor.take(mac));
    keys.server.mac = copy_of(cursor.take(mac));
    keys.client.key = copy_of(cursor.take(cipher.key_size));
    keys.server.key = copy_of(cursor.take(cipher.key_size));
    keys.client.iv = copy_of(cursor.take(iv));
    keys.server.iv = copy_of(cursor.take(iv));
    return keys;
}

Opened open_record(const Cipher& cipher, RecordKeys& keys, std::uint8_t type, View fragment)
{
    return counted(keys, cipher.cbc ? open_cbc(cipher, keys, type, fragment, alert::bad_record_mac)
                                    : open_gcm(keys, type, fragment));
}

Opened open_record_blindly(const Cipher& cipher, RecordKeys& keys, std::uint8_t type, View fragment)
{
    return cipher.cbc ? open_record(cipher, keys, type, fragment)
                      : counted(keys, open_gcm_blindly(keys, fragment));
}

Opened open_record_frankly(const Cipher& cipher, RecordKeys& keys, std::uint8_t type, View fragment)
{
    return counted(keys, cipher.cbc
                             ? open_cbc(cipher, keys, type, fragment, alert::decryption_failed)
                             : open_gcm(keys, type, fragment));
}

Opened open_record_misnaming(const Cipher& cipher, RecordKeys& keys, std::uint8_t type,
                             View fragment)
{
    Opened opened = open_record(cipher, keys, type, fragment);
    if (cipher.cbc) opened.alert = alert::handshake_failure;
    return opened;
}

Opened open_record_mutely(const Cipher& cipher, RecordKeys& keys, std::uint8_t type, View fragment)
{
    Opened opened = open_record(cipher, keys, type, fragment);
    if (!cipher.cbc) opened.alert = std::nullopt;
    return opened;
}

Octets seal_record(const Cipher& cipher, RecordKeys& keys, std::uint8_t type, View content)
{
    Octets fragment;
    if (cipher.cbc) {
        const Octets mac = crypto::hmac(cipher.hash, keys.mac,
                                        joined({associated(keys, type, content.size()), content}));
        Octets plain = joined({content, mac});
        const std::size_t padding = block - plain.size() % block;
        plain.insert(plain.end(), padding, static_cast<std::uint8_t>(padding - 1));
        Octets iv(block);
        crypto::SystemRandom{}.fill(iv);
        fragment = joined({iv, *crypto::cbc_encrypt(BlockCipher::aes, keys.key, iv, plain)});
    } else {
        const Octets nonce = explicit_part(keys);
        fragment = joined(
            {nonce, *crypto::aead_seal(Aead::aes_gcm, tag, keys.key, joined({keys.iv, nonce}),
                                       associated(keys, type, content.size()), content)});
    }
    ++keys.sequence;
    return joined({header(type, fragment.size()), fragment});
}

}  // namespace gateway::mutants
