#include "crypto/tls_protection.h"

#include <botan/stream_cipher.h>

#include <algorithm>

#include "crypto/digest.h"
#include "crypto/tls_mac.h"
#include "crypto/tls_modes.h"
#include "crypto/tls_versions.h"

namespace conformance::crypto {

namespace {

// A stream cipher, or none: content, then its MAC.
class Stream : public TlsProtection {
public:
    Stream(const TlsLayer& layer, TlsKeys keys) : layer_{layer}, keys_{std::move(keys)}
    {
        if (layer.cipher.mode == TlsCipher::Mode::stream) {
            cipher_ = Botan::StreamCipher::create_or_throw(layer.cipher.name);
            cipher_->set_key(keys_.key.data(), keys_.key.size());
        }
    }

    [[nodiscard]] TlsText seal(const TlsText& content) override
    {
        auto octets = content.octets;
        append(octets, mac(content.type, content.octets));
        if (alter) {
            alter(octets);
        }
        pass(octets);
        ++sequence;
        return {content.type, std::move(octets)};
    }

    [[nodiscard]] std::optional<TlsText> open(const TlsText& fragment) override
    {
        auto octets = fragment.octets;
        pass(octets);
        const auto size = digest_octets(layer_.cipher.mac);
        if (octets.size() < size) {
            return std::nullopt;
        }
        const auto content = View{octets}.first(octets.size() - size);
        if (!std::ranges::equal(mac(fragment.type, content), View{octets}.last(size))) {
            return std::nullopt;
        }
        ++sequence;
        octets.resize(content.size());
        return TlsText{fragment.type, std::move(octets)};
    }

private:
    [[nodiscard]] Octets mac(std::uint8_t type, View content) const
    {
        return tls_record_mac(layer_.cipher.mac, layer_.version, keys_.mac,
                              tls_record_prefix(sequence, type, layer_.version, content.size()),
                              content);
    }
    void pass(Octets& octets)
    {
        if (cipher_ != nullptr) {
            cipher_->cipher1(octets.data(), octets.size());
        }
    }

    TlsLayer layer_;
    TlsKeys keys_;
    std::unique_ptr<Botan::StreamCipher> cipher_;
};

}  // namespace

TlsKeyLengths key_lengths(const TlsLayer& layer)
{
    const auto& cipher = layer.cipher;
    if (layer.version >= tls_1_3) {
        return {0, cipher.key, 12};
    }
    // RFC 4346, Section 6.3: from TLS 1.1 on each record of CBC brings its own IV.
    const bool brings_iv = cipher.mode == TlsCipher::Mode::cbc && layer.version >= tls_1_1;
    return {cipher.is_aead() ? 0 : digest_octets(cipher.mac), cipher.key,
            brings_iv ? 0 : cipher.iv};
}

std::unique_ptr<TlsProtection> tls_protection(const TlsLayer& layer, TlsKeys keys, Random& random)
{
    if (layer.cipher.is_aead()) {
        return aead_protection(layer, std::move(keys));
    }
    if (layer.cipher.mode == TlsCipher::Mode::cbc) {
        return block_protection(layer, std::move(keys), random);
    }
    return std::make_unique<Stream>(layer, std::move(keys));
}

}  // namespace conformance::crypto
