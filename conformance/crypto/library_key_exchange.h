// One private key of the library, with the octets that a protocol puts before its public value or leaves off.
#pragma once

#include <botan/pubkey.h>

#include "crypto/botan_random.h"
#include "crypto/key_exchange.h"

namespace conformance::crypto {

inline constexpr std::uint8_t uncompressed_point = 0x04;

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
std::unique_ptr<KeyExchange> own_key_exchange(Random& random, Key key, std::size_t prefix)
{
    return std::make_unique<LibraryKeyExchange<Key>>(random, std::move(key), prefix);
}

}  // namespace conformance::crypto
