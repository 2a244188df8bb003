#include "crypto/mschapv2.h"

#include <botan/block_cipher.h>
#include <botan/hash.h>

#include <array>
#include <string_view>

namespace conformance::crypto {

namespace {

constexpr std::size_t challenge_octets = 16, response_octets = 24;

Octets digest_of(const char* hash, std::initializer_list<View> parts)
{
    const auto made = Botan::HashFunction::create_or_throw(hash);
    for (const auto part : parts) {
        made->update(part.data(), part.size());
    }
    Octets digest(made->output_length());
    made->final(digest.data());
    return digest;
}

// One code point from the front of `text`; nothing: it is no UTF-8.
std::optional<std::uint32_t> next_code_point(std::string_view& text)
{
    const auto lead = static_cast<std::uint8_t>(text.front());
    const std::size_t more = lead < 0x80                   ? 0
                             : lead >= 0xc2 && lead < 0xe0 ? 1
                             : lead >= 0xe0 && lead < 0xf0 ? 2
                             : lead >= 0xf0 && lead < 0xf5 ? 3
                                                           : 4;
    if (more == 4 || text.size() <= more) {
        return std::nullopt;
    }
    constexpr std::array<std::uint32_t, 4> bits{0x7f, 0x1f, 0x0f, 0x07},
        least{0, 0x80, 0x800, 0x10000};
    std::uint32_t point = lead & bits.at(more);
    for (std::size_t i = 1; i <= more; ++i) {
        const auto octet = static_cast<std::uint8_t>(text[i]);
        if ((octet & 0xc0U) != 0x80) {
            return std::nullopt;
        }
        point = point << 6U | (octet & 0x3fU);
    }
    const bool is_surrogate = point >= 0xd800 && point < 0xe000;
    if (point < least.at(more) || point > 0x10ffff || is_surrogate) {
        return std::nullopt;
    }
    text.remove_prefix(more + 1);
    return point;
}

std::optional<Octets> utf16(std::string_view text)
{
    Octets octets;
    const auto put = [&](std::uint32_t unit) {
        octets.push_back(static_cast<std::uint8_t>(unit));
        octets.push_back(static_cast<std::uint8_t>(unit >> 8U));
    };
    while (!text.empty()) {
        const auto point = next_code_point(text);
        if (!point) {
            return std::nullopt;
        }
        if (*point < 0x10000) {
            put(*point);
        } else {
            put(0xd800U + ((*point - 0x10000U) >> 10U));
            put(0xdc00U + ((*point - 0x10000U) & 0x3ffU));
        }
    }
    return octets;
}

// 56 bits, spread over the upper seven of eight octets each; parity does not matter.
Octets des_key(View seven)
{
    std::uint64_t bits = 0;
    for (const auto octet : seven) {
        bits = bits << 8U | octet;
    }
    Octets key(8);
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i] = static_cast<std::uint8_t>((bits >> (49U - 7U * i) & 0x7fU) << 1U);
    }
    return key;
}

Octets challenge_hash(View peer, View authenticator, View user)
{
    auto digest = digest_of("SHA-1", {peer, authenticator, user});
    digest.resize(8);
    return digest;
}

Octets response_to(View challenge, Octets password_hash)
{
    constexpr std::size_t of_each_key = 7;
    password_hash.resize(3 * of_each_key);
    Octets response;
    const auto des = Botan::BlockCipher::create_or_throw("DES");
    for (std::size_t i = 0; i < 3; ++i) {
        const auto key = des_key(View{password_hash}.subspan(i * of_each_key, of_each_key));
        des->set_key(key.data(), key.size());
        Octets block(challenge.begin(), challenge.end());
        des->encrypt(block);
        append(response, block);
    }
    return response;
}

Octets authenticator_response(View hash_of_hash, View response, View challenge)
{
    const auto first = digest_of(
        "SHA-1", {hash_of_hash, response, view("Magic server to client signing constant")});
    return digest_of("SHA-1",
                     {first, challenge, view("Pad to make it do more than one iteration")});
}

Octets start_key(View master, View magic)
{
    constexpr std::size_t pad_octets = 40, key_octets = 16;
    const Octets zeros(pad_octets, 0), others(pad_octets, 0xf2);
    auto key = digest_of("SHA-1", {master, zeros, magic, others});
    key.resize(key_octets);
    return key;
}

Octets master_session_key(View hash_of_hash, View response)
{
    constexpr std::size_t master_octets = 16, msk_octets = 64;
    auto master = digest_of("SHA-1", {hash_of_hash, response, view("This is the MPPE Master Key")});
    master.resize(master_octets);
    auto key = start_key(master, view("On the client side, this is the send key; on the server "
                                      "side, it is the receive key."));
    append(key, start_key(master, view("On the client side, this is the receive key; on the server "
                                       "side, it is the send key.")));
    key.resize(msk_octets);
    return key;
}

}  // namespace

bool is_utf8(const std::string& text)
{
    return utf16(text).has_value();
}

std::optional<Octets> mschapv2(const std::string& algorithm, const std::string& password,
                               View octets)
try {
    const auto unicode = utf16(password);
    if (!unicode) {
        return std::nullopt;
    }
    const auto hash = digest_of("MD4", {*unicode});
    if (algorithm == mschapv2_response) {
        if (octets.size() < 2 * challenge_octets) {
            return std::nullopt;
        }
        return response_to(
            challenge_hash(octets.subspan(challenge_octets, challenge_octets),
                           octets.first(challenge_octets), octets.subspan(2 * challenge_octets)),
            hash);
    }
    const auto hash_of_hash = digest_of("MD4", {hash});
    if (algorithm == mschapv2_authenticator) {
        if (octets.size() < response_octets + 2 * challenge_octets) {
            return std::nullopt;
        }
        const auto rest = octets.subspan(response_octets);
        return authenticator_response(
            hash_of_hash, octets.first(response_octets),
            challenge_hash(rest.subspan(challenge_octets, challenge_octets),
                           rest.first(challenge_octets), rest.subspan(2 * challenge_octets)));
    }
    if (algorithm == mschapv2_key && octets.size() == response_octets) {
        return master_session_key(hash_of_hash, octets);
    }
    return std::nullopt;
} catch (const std::exception&) {
    return std::nullopt;
}

}  // namespace conformance::crypto
