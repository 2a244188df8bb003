#include "mutants/lying_tls_1_3_secrets.h"

#include <string>
#include <utility>

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "mutants/lying_tls_hello.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants::lying_tls_1_3 {
namespace {

using crypto::Aead;
using crypto::Hash;

constexpr std::size_t key_size = 16;
constexpr std::size_t iv_size = 12;
constexpr std::size_t tag = 16;

// The sequence number, as wide as the IV, added to it without carry.
Octets nonce_of(const TrafficKeys& keys)
{
    Octets nonce = keys.iv;
    for (std::size_t i = 0; i < 8; ++i) {
        nonce[iv_size - 1 - i] ^= static_cast<std::uint8_t>(keys.sequence >> 8 * i);
    }
    return nonce;
}

Octets header(std::size_t length)
{
    Writer writer;
    writer.u8(content::application_data);
    writer.u16(tls_1_2);
    writer.u16(static_cast<std::uint16_t>(length));
    return writer.take();
}

// Without the padding.
Inner inner_of(Octets plain)
{
    Inner inner;
    while (!plain.empty() && plain.back() == 0) {
        plain.pop_back();
        ++inner.padding;
    }
    if (!plain.empty()) {
        inner.type = plain.back();
        plain.pop_back();
    }
    inner.content = std::move(plain);
    return inner;
}

}  // namespace

Octets extract(View salt, View secret)
{
    return crypto::hmac(Hash::sha2_256, salt, secret);
}

Octets expand(View secret, std::string_view label, View context, std::size_t length)
{
    const std::string whole = "tls13 " + std::string{label};
    Writer info;
    info.u16(static_cast<std::uint16_t>(length));
    info.u8(static_cast<std::uint8_t>(whole.size()));
    info.octets(as_octets(whole));
    info.u8(static_cast<std::uint8_t>(context.size()));
    info.octets(context);
    info.u8(1);  // nothing is longer than one hash
    Octets stream = crypto::hmac(Hash::sha2_256, secret, info.view());
    stream.resize(length);
    return stream;
}

Octets derived(View secret, std::string_view label, View transcript)
{
    return expand(secret, label, crypto::digest(Hash::sha2_256, transcript), secret_size);
}

TrafficKeys traffic_keys(View secret)
{
    return {copy_of(secret), expand(secret, "key", {}, key_size),
            expand(secret, "iv", {}, iv_size)};
}

TrafficKeys next_keys(const TrafficKeys& keys)
{
    return traffic_keys(expand(keys.secret, "traffic upd", {}, secret_size));
}

Octets verify_data(View traffic_secret, View transcript)
{
    const Octets key = expand(traffic_secret, "finished", {}, secret_size);
    return crypto::hmac(Hash::sha2_256, key, crypto::digest(Hash::sha2_256, transcript));
}

std::optional<Inner> open_record(TrafficKeys& keys, View fragment)
{
    auto plain = crypto::aead_open(Aead::aes_gcm, tag, keys.key, nonce_of(keys),
                                   header(fragment.size()), fragment);
    if (!plain) return std::nullopt;
    ++keys.sequence;
    return inner_of(std::move(*plain));
}

// Sealing what is sealed opens it, for GCM counts and adds.
std::optional<Inner> open_record_blindly(TrafficKeys& keys, View fragment)
{
    if (fragment.size() < tag) return std::nullopt;
    const View body = fragment.first(fragment.size() - tag);
    auto plain = crypto::aead_seal(Aead::aes_gcm, tag, keys.key, nonce_of(keys), {}, body);
    if (!plain) return std::nullopt;
    plain->resize(body.size());
    ++keys.sequence;
    return inner_of(std::move(*plain));
}

Octets seal_record(TrafficKeys& keys, std::uint8_t type, View content)
{
    const Octets plain = joined({content, View{&type, 1}});
    const Octets head = header(plain.size() + tag);
    const Octets sealed =
        *crypto::aead_seal(Aead::aes_gcm, tag, keys.key, nonce_of(keys), head, plain);
    ++keys.sequence;
    return joined({head, sealed});
}

}  // namespace gateway::mutants::lying_tls_1_3
