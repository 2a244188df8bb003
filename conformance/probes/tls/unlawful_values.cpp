#include "probes/tls/unlawful_values.h"

#include <array>
#include <utility>

#include "crypto/tls_key_exchange.h"
#include "wire/tls/numbers.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint16_t x448 = 30;

Octets minus_one(Octets odd)
{
    odd.back() ^= 1;
    return odd;
}

Octets little_endian(std::uint8_t number, std::size_t size)
{
    Octets octets(size);
    octets.front() = number;
    return octets;
}

// A coordinate of a point of order eight, whose multiples by every private key are nothing.
Octets of_order_eight()
{
    return from_hex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")
        .value_or(Octets{});
}

}  // namespace

Octets lawful_value(Bench& bench, std::uint16_t group)
{
    return crypto::tls_key_exchange(group, bench.random)->public_value();
}

Octets big_endian(std::uint8_t number, std::size_t size)
{
    Octets octets(size);
    octets.back() = number;
    return octets;
}

std::vector<Share> values_out_of_range(const Octets& prime)
{
    return {{"0", big_endian(0, prime.size())},
            {"1", big_endian(1, prime.size())},
            {"p - 1", minus_one(prime)},
            {"p", prime}};
}

// The small ones: of the others one exchange may take a server seconds.
std::vector<Trial> values_out_of_range(Bench& bench)
{
    std::vector<Trial> trials;
    for (const auto& [name, group] : std::array<std::pair<const char*, std::uint16_t>, 2>{
             {{"ffdhe2048", 256}, {"ffdhe3072", 257}}}) {
        const auto prime = crypto::finite_field_modulus(group);
        trials.push_back({name, group, lawful_value(bench, group), values_out_of_range(prime)});
    }
    return trials;
}

std::vector<Trial> values_of_small_order(Bench& bench)
{
    Octets prime(32, 0xff);
    prime.front() = 0xed;
    prime.back() = 0x7f;
    auto negative = prime;
    negative.front() -= 1;
    Octets negative_448(56, 0xff);
    negative_448[0] = negative_448[28] = 0xfe;
    return {{"X25519",
             x25519,
             lawful_value(bench, x25519),
             {{"0", little_endian(0, 32)},
              {"1", little_endian(1, 32)},
              {"p - 1", negative},
              {"p", prime},
              {"a point of order eight", of_order_eight()}}},
            // The base point: somebody's public value.
            {"X448",
             x448,
             little_endian(5, 56),
             {{"0", little_endian(0, 56)}, {"1", little_endian(1, 56)}, {"p - 1", negative_448}}}};
}

}  // namespace conformance::probes::tls
