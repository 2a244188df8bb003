#include "crypto/key_exchange.h"

#include <botan/curve25519.h>
#include <botan/dh.h>
#include <botan/ecdh.h>
#include <botan/pubkey.h>

#include <stdexcept>

#include "crypto/botan_random.h"
#include "crypto/modp_groups.h"

namespace conformance::crypto {

namespace {

constexpr std::uint8_t uncompressed_point = 0x04;

const char* curve_of(std::uint16_t group)
{
    switch (group) {
        case 19: return "secp256r1";
        case 20: return "secp384r1";
        case 21: return "secp521r1";
        default: return nullptr;
    }
}

bool is_modp(std::uint16_t group)
{
    return group == 1 || group == 2 || group == 5 || (group >= 14 && group <= 18) || group == 24;
}

// One private key of the library, with the octets that the Key Exchange payload puts before or leaves off.
template <class Key>
class LibraryKeyExchange : public KeyExchange {
   public:
    LibraryKeyExchange(Random& random, Key key, std::size_t prefix)
        : random_{random}, key_{std::move(key)}, prefix_{prefix}
    {
    }

    [[nodiscard]] Octets public_value() const override
    {
        const auto value = key_.public_value();
        return {value.begin() + static_cast<std::ptrdiff_t>(prefix_), value.end()};
    }

    [[nodiscard]] std::optional<Octets> shared_secret(View peer) override
    {
        Octets value(prefix_, uncompressed_point);
        append(value, peer);
        try {
            const Botan::PK_Key_Agreement agreement{key_, random_, "Raw"};
            const auto secret = agreement.derive_key(0, value).bits_of();
            return Octets{secret.begin(), secret.end()};
        } catch (const Botan::Exception&) {
            return std::nullopt;
        }
    }

   private:
    BotanRandom random_;
    Key key_;
    std::size_t prefix_;
};

template <class Key>
std::unique_ptr<KeyExchange> own(Random& random, Key key, std::size_t prefix)
{
    return std::make_unique<LibraryKeyExchange<Key>>(random, std::move(key), prefix);
}

}  // namespace

std::size_t public_octets(std::uint16_t group)
{
    if (is_modp(group)) { return modp_group(group).p_bytes(); }
    switch (group) {
        case 19: return 64;
        case 20: return 96;
        case 21: return 132;
        case 31: return 32;
        default: return 0;
    }
}

bool supports_group(std::uint16_t group)
{
    return is_modp(group) || curve_of(group) != nullptr || group == 31;
}

std::unique_ptr<KeyExchange> key_exchange(std::uint16_t group, Random& random)
{
    BotanRandom adapter{random};
    if (is_modp(group)) { return own(random, Botan::DH_PrivateKey{adapter, modp_group(group)}, 0); }
    if (const auto* curve = curve_of(group)) {
        return own(random, Botan::ECDH_PrivateKey{adapter, Botan::EC_Group{curve}}, 1);
    }
    if (group == 31) { return own(random, Botan::X25519_PrivateKey{adapter}, 0); }
    throw std::invalid_argument{"key exchange method " + std::to_string(group) + " is not supported"};
}

}  // namespace conformance::crypto
