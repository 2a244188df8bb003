// CBC ciphers: padding whose last octet counts the others, and a MAC inside or outside of the
// encryption.
#include <botan/cipher_mode.h>

#include <algorithm>

#include "crypto/digest.h"
#include "crypto/tls_mac.h"
#include "crypto/tls_modes.h"
#include "crypto/tls_versions.h"

namespace conformance::crypto {

namespace {

class Block : public TlsProtection {
public:
    Block(const TlsLayer& layer, TlsKeys keys, Random& random)
        : layer_{layer},
          keys_{std::move(keys)},
          random_{random},
          chained_{keys_.iv},
          mac_octets_{digest_octets(layer.cipher.mac)}
    {
        const bool sealing = layer.direction == TlsLayer::Direction::sealing;
        cipher_ = Botan::Cipher_Mode::create_or_throw(
            layer.cipher.name, sealing ? Botan::ENCRYPTION : Botan::DECRYPTION);
        cipher_->set_key(keys_.key.data(), keys_.key.size());
    }

    [[nodiscard]] TlsText seal(const TlsText& content) override
    {
        auto plain = content.octets;
        if (!layer_.encrypt_then_mac) {
            append(plain, mac(content.type, content.octets));
        }
        pad(plain);
        if (alter) {
            alter(plain);
        }
        auto sealed = encrypted(std::move(plain));
        if (layer_.encrypt_then_mac) {
            append(sealed, mac(content.type, sealed));
        }
        ++sequence;
        return {content.type, std::move(sealed)};
    }

    [[nodiscard]] std::optional<TlsText> open(const TlsText& fragment) override
    {
        auto body = View{fragment.octets};
        if (layer_.encrypt_then_mac) {
            if (body.size() < mac_octets_ || !is_authentic(fragment.type, body)) {
                return std::nullopt;
            }
            body = body.first(body.size() - mac_octets_);
        }
        auto plain = decrypted(body);
        if (!plain || !take_padding_off(*plain)) {
            return std::nullopt;
        }
        if (!layer_.encrypt_then_mac) {
            if (plain->size() < mac_octets_ || !is_authentic(fragment.type, *plain)) {
                return std::nullopt;
            }
            plain->resize(plain->size() - mac_octets_);
        }
        ++sequence;
        return TlsText{fragment.type, std::move(*plain)};
    }

private:
    [[nodiscard]] bool brings_iv() const { return layer_.version >= tls_1_1; }

    [[nodiscard]] Octets mac(std::uint8_t type, View octets) const
    {
        return tls_record_mac(layer_.cipher.mac, layer_.version, keys_.mac,
                              tls_record_prefix(sequence, type, layer_.version, octets.size()),
                              octets);
    }
    // Whether the octets end with the MAC of those before it.
    [[nodiscard]] bool is_authentic(std::uint8_t type, View octets) const
    {
        const auto covered = octets.first(octets.size() - mac_octets_);
        return std::ranges::equal(mac(type, covered), octets.last(mac_octets_));
    }

    void pad(Octets& plain) const
    {
        const auto block = layer_.cipher.block;
        const auto count = block - 1 - plain.size() % block;
        plain.insert(plain.end(), count + 1, static_cast<std::uint8_t>(count));
    }
    // SSL 3.0 leaves the padding's octets free, but for the last.
    [[nodiscard]] bool take_padding_off(Octets& plain) const
    {
        if (plain.empty() || plain.back() >= plain.size()) {
            return false;
        }
        const std::size_t count = plain.back();
        const auto padding = View{plain}.last(count + 1);
        const bool uniform =
            std::ranges::all_of(padding, [&](std::uint8_t one) { return one == count; });
        if (layer_.version != ssl_3_0 ? !uniform : count >= layer_.cipher.block) {
            return false;
        }
        plain.resize(plain.size() - count - 1);
        return true;
    }

    [[nodiscard]] Octets encrypted(Octets plain)
    {
        const auto iv = brings_iv() ? random_.octets(layer_.cipher.block) : chained_;
        Octets sealed = brings_iv() ? iv : Octets{};
        append(sealed, pass(iv, plain));
        remember(sealed);
        return sealed;
    }
    [[nodiscard]] std::optional<Octets> decrypted(View body)
    {
        const auto block = layer_.cipher.block;
        Octets iv = chained_;
        if (brings_iv()) {
            if (body.size() < block) {
                return std::nullopt;
            }
            iv.assign(body.begin(), body.begin() + static_cast<std::ptrdiff_t>(block));
            body = body.subspan(block);
        }
        if (body.empty() || body.size() % block != 0) {
            return std::nullopt;
        }
        remember(body);
        return pass(iv, body);
    }
    // RFC 2246, Section 6.2.3.2: the last block is the IV of the next record.
    void remember(View sealed)
    {
        const auto last = sealed.last(std::min(layer_.cipher.block, sealed.size()));
        chained_.assign(last.begin(), last.end());
    }
    [[nodiscard]] Octets pass(View iv, View input)
    {
        Botan::secure_vector<std::uint8_t> buffer{input.begin(), input.end()};
        cipher_->start(iv.data(), iv.size());
        cipher_->finish(buffer);
        return {buffer.begin(), buffer.end()};
    }

    TlsLayer layer_;
    TlsKeys keys_;
    Random& random_;
    Octets chained_;
    std::size_t mac_octets_;
    std::unique_ptr<Botan::Cipher_Mode> cipher_;
};

}  // namespace

std::unique_ptr<TlsProtection> block_protection(const TlsLayer& layer, TlsKeys keys, Random& random)
{
    return std::make_unique<Block>(layer, std::move(keys), random);
}

}  // namespace conformance::crypto
