// AEAD ciphers. In TLS 1.3 the type stands behind the content, then zeros, and the record says
// application_data.
#include <botan/aead.h>

#include <algorithm>

#include "crypto/tls_mac.h"
#include "crypto/tls_modes.h"
#include "crypto/tls_versions.h"

namespace conformance::crypto {

namespace {

constexpr std::uint8_t application_data = 23;
constexpr std::size_t explicit_nonce = 8;

class Aead : public TlsProtection {
public:
    Aead(const TlsLayer& layer, TlsKeys keys) : layer_{layer}, iv_{std::move(keys.iv)}
    {
        const bool sealing = layer.direction == TlsLayer::Direction::sealing;
        mode_ = Botan::AEAD_Mode::create_or_throw(layer.cipher.name,
                                                  sealing ? Botan::ENCRYPTION : Botan::DECRYPTION);
        mode_->set_key(keys.key.data(), keys.key.size());
    }

    [[nodiscard]] TlsText seal(const TlsText& content) override
    {
        auto plain = content.octets;
        auto type = content.type;
        if (layer_.version >= tls_1_3) {
            plain.push_back(type);
            type = application_data;
        }
        if (alter) {
            alter(plain);
        }
        const auto brought = brings_nonce() ? big_endian(sequence, explicit_nonce) : Octets{};
        auto fragment = brought;
        const auto length =
            layer_.version >= tls_1_3 ? plain.size() + mode_->tag_size() : plain.size();
        append(fragment, pass(nonce(brought), associated(type, length), plain));
        ++sequence;
        return {type, std::move(fragment)};
    }

    [[nodiscard]] std::optional<TlsText> open(const TlsText& fragment) override
    {
        const auto body = View{fragment.octets};
        const std::size_t brought = brings_nonce() ? explicit_nonce : 0;
        if (body.size() < brought + mode_->tag_size()) {
            return std::nullopt;
        }
        const auto sealed = body.subspan(brought);
        const auto length =
            layer_.version >= tls_1_3 ? sealed.size() : sealed.size() - mode_->tag_size();
        try {
            auto plain =
                pass(nonce(body.first(brought)), associated(fragment.type, length), sealed);
            ++sequence;
            return layer_.version >= tls_1_3 ? inner(std::move(plain))
                                             : TlsText{fragment.type, std::move(plain)};
        } catch (const Botan::Exception&) {
            return std::nullopt;
        }
    }

    [[nodiscard]] bool hides_types() const override { return layer_.version >= tls_1_3; }

private:
    [[nodiscard]] bool brings_nonce() const
    {
        return layer_.cipher.mode == TlsCipher::Mode::salted_aead && layer_.version < tls_1_3;
    }

    [[nodiscard]] Octets nonce(View brought) const
    {
        auto result = iv_;
        if (brings_nonce()) {
            append(result, brought);
            return result;
        }
        const auto number = big_endian(sequence, static_cast<unsigned>(result.size()));
        std::ranges::transform(result, number, result.begin(), std::bit_xor<>{});
        return result;
    }

    [[nodiscard]] Octets associated(std::uint8_t type, std::size_t length) const
    {
        auto prefix = tls_record_prefix(sequence, type, tls_1_2, length);
        if (layer_.version >= tls_1_3) {
            prefix.erase(prefix.begin(), prefix.begin() + 8);  // the record's header alone
        }
        return prefix;
    }

    [[nodiscard]] Octets pass(View nonce, View associated, View input)
    {
        mode_->set_associated_data(associated.data(), associated.size());
        mode_->start(nonce.data(), nonce.size());
        Botan::secure_vector<std::uint8_t> buffer{input.begin(), input.end()};
        mode_->finish(buffer);
        return {buffer.begin(), buffer.end()};
    }

    // RFC 8446, Section 5.4: the type is the last octet that is not zero.
    [[nodiscard]] static std::optional<TlsText> inner(Octets plain)
    {
        while (!plain.empty() && plain.back() == 0) {
            plain.pop_back();
        }
        if (plain.empty()) {
            return std::nullopt;
        }
        const auto type = plain.back();
        plain.pop_back();
        return TlsText{type, std::move(plain)};
    }

    TlsLayer layer_;
    Octets iv_;
    std::unique_ptr<Botan::AEAD_Mode> mode_;
};

}  // namespace

std::unique_ptr<TlsProtection> aead_protection(const TlsLayer& layer, TlsKeys keys)
{
    return std::make_unique<Aead>(layer, std::move(keys));
}

}  // namespace conformance::crypto
