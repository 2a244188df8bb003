#include "crypto/aes_mac.h"

#include <botan/block_cipher.h>
#include <botan/mac.h>

#include <algorithm>

namespace conformance::crypto {

namespace {

constexpr std::size_t block_octets = 16;
constexpr std::uint8_t first_bit = 0x80;

class Aes {
public:
    explicit Aes(View key) : cipher_{Botan::BlockCipher::create_or_throw("AES-128")}
    {
        cipher_->set_key(key.data(), key.size());
    }
    [[nodiscard]] Octets encrypt(View block) const
    {
        Octets result(block_octets);
        cipher_->encrypt(block.data(), result.data());
        return result;
    }
    [[nodiscard]] Octets encrypt_constant(std::uint8_t octet) const
    {
        return encrypt(Octets(block_octets, octet));
    }

private:
    std::unique_ptr<Botan::BlockCipher> cipher_;
};

void add(Octets& block, View other)
{
    std::ranges::transform(block, other, block.begin(),
                           [](auto a, auto b) { return static_cast<std::uint8_t>(a ^ b); });
}

Octets cmac(View key, View input)
{
    const auto mac = Botan::MessageAuthenticationCode::create_or_throw("CMAC(AES-128)");
    mac->set_key(key.data(), key.size());
    mac->update(input.data(), input.size());
    Octets result(mac->output_length());
    mac->final(result.data());
    return result;
}

Octets xcbc(View key, View input)
{
    const Aes master{key};
    const Aes cipher{master.encrypt_constant(1)};
    Octets state(block_octets, 0);
    while (input.size() > block_octets) {
        add(state, input.first(block_octets));
        state = cipher.encrypt(state);
        input = input.subspan(block_octets);
    }
    Octets last{input.begin(), input.end()};
    const bool whole = last.size() == block_octets;
    if (!whole) {
        last.push_back(first_bit);
        last.resize(block_octets, 0);
    }
    add(state, last);
    add(state, master.encrypt_constant(whole ? 2 : 3));
    return cipher.encrypt(state);
}

// A short key is filled with zeros by RFC 4434, and hashed by RFC 4615; a long one is hashed by both.
Octets fitted_key(AesMac kind, View key)
{
    if (key.size() == block_octets) { return {key.begin(), key.end()}; }
    if (key.size() > block_octets || kind == AesMac::cmac) {
        return aes_mac(kind, Octets(block_octets, 0), key);
    }
    Octets filled{key.begin(), key.end()};
    filled.resize(block_octets, 0);
    return filled;
}

}  // namespace

Octets aes_mac(AesMac kind, View key, View input)
{
    return kind == AesMac::cmac ? cmac(key, input) : xcbc(key, input);
}

Octets aes_mac_prf(AesMac kind, View key, View input)
{
    return aes_mac(kind, fitted_key(kind, key), input);
}

}  // namespace conformance::crypto
