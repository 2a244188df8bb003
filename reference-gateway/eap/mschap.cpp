#include "eap/mschap.h"

#include <algorithm>

#include "crypto/hash.h"
#include "crypto/legacy.h"

namespace gateway::eap {
namespace {

constexpr std::size_t longest_password = 256;
constexpr std::size_t des_key_size = 7;

Octets sha1(std::initializer_list<View> parts)
{
    return crypto::digest(crypto::Hash::sha1, joined(parts));
}

Octets first(View octets, std::size_t count)
{
    return copy_of(octets.first(count));
}

// How many octets the first of them announces; 0: it cannot be the first.
std::size_t length_of_character(std::uint8_t lead)
{
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead < 0xe0) return 2;
    if (lead >= 0xe0 && lead < 0xf0) return 3;
    return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

std::optional<std::uint32_t> take_character(std::string_view& text)
{
    constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const auto lead = static_cast<std::uint8_t>(text.front());
    const std::size_t length = length_of_character(lead);
    if (length == 0 || length > text.size()) return std::nullopt;
    std::uint32_t character = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto octet = static_cast<std::uint8_t>(text[i]);
        if ((octet & 0xc0U) != 0x80) return std::nullopt;
        character = character << 6U | (octet & 0x3fU);
    }
    const bool is_surrogate = character >= 0xd800 && character < 0xe000;
    if (character < smallest[length] || is_surrogate || character > 0x10ffff) return std::nullopt;
    text.remove_prefix(length);
    return character;
}

void put(Octets& little_endian, std::uint32_t unit)
{
    little_endian.push_back(static_cast<std::uint8_t>(unit & 0xffU));
    little_endian.push_back(static_cast<std::uint8_t>(unit >> 8U));
}

std::optional<Octets> utf_16(std::string_view text)
{
    Octets units;
    while (!text.empty()) {
        const auto character = take_character(text);
        if (!character) return std::nullopt;
        if (*character < 0x10000) {
            put(units, *character);
        } else {
            put(units, 0xd800 + ((*character - 0x10000) >> 10U));
            put(units, 0xdc00 + ((*character - 0x10000) & 0x3ffU));
        }
    }
    return units;
}

constexpr std::string_view server_signing = "Magic server to client signing constant";
constexpr std::string_view more_than_one = "Pad to make it do more than one iteration";
constexpr std::string_view master = "This is the MPPE Master Key";
constexpr std::string_view from_client =
    "On the client side, this is the send key; on the server side, it is the receive key.";
constexpr std::string_view from_server =
    "On the client side, this is the receive key; on the server side, it is the send key.";
constexpr std::size_t key_size = 16;

// RFC 3079, Section 3.4: GetAsymmetricStartKey().
Octets start_key(View master_key, std::string_view magic)
{
    constexpr std::size_t pad_size = 40;
    const Octets zeros(pad_size, 0), pad(pad_size, 0xf2);
    return first(sha1({master_key, zeros, as_octets(magic), pad}), key_size);
}

}  // namespace

std::optional<Octets> nt_password_hash(std::string_view password)
{
    const auto units = utf_16(password);
    if (!units || units->size() > 2 * longest_password) return std::nullopt;
    return crypto::md4(*units);
}

Octets challenge_hash(const MschapExchange& exchange)
{
    constexpr std::size_t size = 8;
    return first(sha1({exchange.peer_challenge, exchange.authenticator_challenge, exchange.user}),
                 size);
}

Octets nt_response(const MschapExchange& exchange, View password_hash)
{
    Octets keys = copy_of(password_hash);
    keys.resize(3 * des_key_size);
    const Octets challenge = challenge_hash(exchange);
    const auto part = [&](std::size_t i) {
        return crypto::des_encrypt(challenge, View{keys}.subspan(i * des_key_size, des_key_size));
    };
    return joined({part(0), part(1), part(2)});
}

std::string authenticator_response(const MschapExchange& exchange, View password_hash,
                                   View nt_response)
{
    const Octets hash_of_hash = crypto::md4(password_hash);
    const Octets inner = sha1({hash_of_hash, nt_response, as_octets(server_signing)});
    std::string hex = to_hex(sha1({inner, challenge_hash(exchange), as_octets(more_than_one)}));
    std::ranges::transform(hex, hex.begin(),
                           [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
    return "S=" + hex;
}

MschapKeys mschap_keys(View password_hash, View nt_response)
{
    const Octets master_key =
        first(sha1({crypto::md4(password_hash), nt_response, as_octets(master)}), key_size);
    return {start_key(master_key, from_client), start_key(master_key, from_server)};
}

}  // namespace gateway::eap
