#include "mutants/lying_tls_key_exchange.h"

#include <algorithm>
#include <array>

#include "crypto/key_agreement.h"
#include "crypto/tls_signature.h"

namespace gateway::mutants {
namespace {

using crypto::SignatureScheme;

constexpr std::uint8_t named_curve = 3;
constexpr std::uint16_t x25519 = 29;

// The public value of a liar is the group's base point: valid, and never needed again.
constexpr std::array<std::uint8_t, 65> secp256r1_base_point = {
    0x04, 0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5,
    0x63, 0xa4, 0x40, 0xf2, 0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4,
    0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96, 0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a,
    0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16, 0x2b, 0xce, 0x33,
    0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5};
constexpr std::array<std::uint8_t, 32> x25519_base_point = {9};

bool contains(const std::vector<std::uint16_t>& values, std::uint16_t wanted)
{
    return std::ranges::find(values, wanted) != values.end();
}

std::optional<SignatureScheme> scheme_for(const ServerFlight& flight, const ClientHello& hello)
{
    if (flight.version < tls_1_2) return std::nullopt;
    const auto offered = hello.numbers_in(extension::signature_algorithms);
    const bool only_pss =
        !contains(offered, static_cast<std::uint16_t>(SignatureScheme::rsa_pkcs1_sha256)) &&
        contains(offered, static_cast<std::uint16_t>(SignatureScheme::rsa_pss_rsae_sha256));
    return only_pss ? SignatureScheme::rsa_pss_rsae_sha256 : SignatureScheme::rsa_pkcs1_sha256;
}

void append_signature(Writer& writer, const ServerFlight& flight, const std::string& key_pem)
{
    auto scheme = flight.scheme;
    const Octets signed_octets = joined({flight.signed_before, writer.view()});
    auto signature = crypto::sign_key_exchange(key_pem, scheme, signed_octets);
    if (!signature && scheme) {
        scheme = SignatureScheme::ecdsa_secp256r1_sha256;
        signature = crypto::sign_key_exchange(key_pem, scheme, signed_octets);
    }
    if (scheme) writer.u16(static_cast<std::uint16_t>(*scheme));
    const Octets octets = signature.value_or(Octets{});
    writer.u16(static_cast<std::uint16_t>(octets.size()));
    writer.octets(octets);
}

// The private key of a liar is 1, so that its public value is the generator.
void append_finite_field(Writer& writer, View modulus)
{
    constexpr std::uint8_t generator = 2;
    writer.u16(static_cast<std::uint16_t>(modulus.size()));
    writer.octets(modulus);
    const Octets number = {0, 1, generator};
    writer.octets(joined({number, number}));
}

View without_leading_zeros(View number)
{
    const auto first = std::ranges::find_if(number, [](std::uint8_t octet) { return octet != 0; });
    return number.subspan(static_cast<std::size_t>(first - number.begin()));
}

bool is_less(View one, View other)
{
    return one.size() != other.size() ? one.size() < other.size()
                                      : std::ranges::lexicographical_compare(one, other);
}

}  // namespace

KeyExchange key_exchange_of(std::uint16_t suite)
{
    constexpr std::array<std::uint16_t, 13> ecdhe = {0xc011, 0xc012, 0xc013, 0xc014, 0xc027,
                                                     0xc028, 0xc02b, 0xc02f, 0xc030, 0xc060,
                                                     0xc061, 0xc076, 0xcca8};
    constexpr std::array<std::uint16_t, 5> anonymous = {0xc015, 0xc016, 0xc017, 0xc018, 0xc019};
    if (std::ranges::find(ecdhe, suite) != ecdhe.end()) return KeyExchange::ecdhe;
    if (std::ranges::find(anonymous, suite) != anonymous.end()) return KeyExchange::anonymous_ecdh;
    return KeyExchange::rsa;
}

void choose_key_exchange(ServerFlight& flight, const ClientHello& hello)
{
    const auto groups = hello.numbers_in(extension::supported_groups);
    const bool montgomery = !contains(groups, secp256r1) && contains(groups, x25519);
    flight.curve = montgomery ? x25519 : secp256r1;
    flight.point = copy_of(montgomery ? View{x25519_base_point} : View{secp256r1_base_point});
    flight.scheme = scheme_for(flight, hello);
    flight.signed_before = joined({hello.random, flight.random});
}

Octets server_key_exchange_body(KeyExchange exchange, const ServerFlight& flight,
                                const std::string& key_pem)
{
    Writer writer;
    if (!flight.modulus.empty()) {
        append_finite_field(writer, flight.modulus);
        append_signature(writer, flight, key_pem);
        return writer.take();
    }
    writer.u8(named_curve);
    writer.u16(flight.curve);
    writer.u8(static_cast<std::uint8_t>(flight.point.size()));
    writer.octets(flight.point);
    if (exchange == KeyExchange::ecdhe) append_signature(writer, flight, key_pem);
    return writer.take();
}

// The first octet of a point says how it is written: 4 for both coordinates in full.
std::optional<Octets> shared_with_a_point_of_the_curve(View point)
{
    constexpr std::uint16_t ecp256 = 19;
    if (point.size() != 65 || point.front() != 4) return std::nullopt;
    Octets one(crypto::private_seed_size(ecp256));
    one.back() = 1;
    if (!crypto::agree({ecp256, one, copy_of(point.subspan(1))})) return std::nullopt;
    return copy_of(point.subspan(1, 32));
}

bool is_in_range(View value, View modulus)
{
    const View number = without_leading_zeros(value);
    Octets greatest = copy_of(modulus);
    greatest.back() -= 1;
    const bool is_small = number.empty() || (number.size() == 1 && number.front() == 1);
    return !is_small && is_less(number, greatest);
}

Octets shared_in_a_finite_field(View value, View modulus)
{
    const View number = without_leading_zeros(value);
    return equal(number, modulus) ? Octets{} : copy_of(number);
}

View secp256r1_generator()
{
    return secp256r1_base_point;
}

}  // namespace gateway::mutants
