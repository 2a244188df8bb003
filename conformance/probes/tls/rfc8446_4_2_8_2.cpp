// RFC 8446, Sections 4.2.8.1, 4.2.8.2 and 7.4.2: the client's key share is validated.

#include <array>

#include "crypto/tls_key_exchange.h"
#include "probes/tls/key_shares.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

constexpr std::uint16_t x448 = 30;

Octets lawful(Bench& bench, std::uint16_t group)
{
    return crypto::tls_key_exchange(group, bench.random)->public_value();
}

Octets padded(std::uint8_t number, std::size_t size)
{
    Octets octets(size);
    octets.back() = number;
    return octets;
}

Octets minus_one(Octets odd)
{
    odd.back() ^= 1;
    return odd;
}

// The small ones: of the others one exchange may take a server seconds.
std::vector<Trial> finite_fields(Bench& bench)
{
    std::vector<Trial> trials;
    for (const auto& [name, group] : std::array<std::pair<const char*, std::uint16_t>, 2>{
             {{"ffdhe2048", 256}, {"ffdhe3072", 257}}}) {
        const auto prime = crypto::finite_field_modulus(group);
        trials.push_back({name,
                          group,
                          lawful(bench, group),
                          {{"0", padded(0, prime.size())},
                           {"1", padded(1, prime.size())},
                           {"p - 1", minus_one(prime)},
                           {"p", prime}}});
    }
    return trials;
}

// The point of P-256 whose x is 5, with the prime added to that.
Octets point_beyond_the_prime()
{
    return from_hex(
               "04ffffffff00000001000000000000000000000001000000000000000000000004"
               "459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc")
        .value_or(Octets{});
}

std::vector<Trial> curves(Bench& bench)
{
    constexpr std::uint8_t uncompressed = 4;
    std::vector<Trial> trials;
    for (const auto& [name, group] : std::array<std::pair<const char*, std::uint16_t>, 3>{
             {{"secp256r1", 23}, {"secp384r1", 24}, {"secp521r1", 25}}}) {
        const auto point = lawful(bench, group);
        auto beside = point, origin = padded(0, point.size()), shorter = point, longer = point;
        beside.back() ^= 1;
        origin.front() = uncompressed;
        shorter.pop_back();
        longer.push_back(0);
        trials.push_back({name,
                          group,
                          point,
                          {{"a point beside the curve", beside},
                           {"(0, 0)", origin},
                           {"a point cut short", shorter},
                           {"a point with an octet more", longer}}});
    }
    trials.front().unlawful.push_back({"a coordinate beyond the prime", point_beyond_the_prime()});
    return trials;
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

std::vector<Trial> montgomery_curves(Bench& bench)
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
             lawful(bench, x25519),
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

// A client's key share Y of a finite-field group ends the handshake unless 1 < Y < p - 1.
Finding value_out_of_range_is_refused(Bench& bench)
{
    return each_share_is_refused(bench, "each ends the handshake", finite_fields);
}

// A client's key share of secp256r1, secp384r1 or secp521r1 that is no point of the curve ends the
// handshake.
Finding point_off_the_curve_is_refused(Bench& bench)
{
    return each_share_is_refused(bench, "each ends the handshake", curves);
}

// A shared secret of X25519 or X448 that is all zeros ends the handshake.
Finding all_zero_secret_is_refused(Bench& bench)
{
    return each_share_is_refused(bench, "each leads to such a secret, and ends the handshake",
                                 montgomery_curves);
}

const std::array table{
    Probe{"rfc8446/4.2.8.1/client-value-in-range", value_out_of_range_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/4.2.8.2/client-point-validated", point_off_the_curve_is_refused,
          &tls_1_3_handshake_completes},
    Probe{"rfc8446/7.4.2/all-zero-secret-refused", all_zero_secret_is_refused,
          &tls_1_3_handshake_completes},
};

}  // namespace

std::span<const Probe> rfc8446_4_2_8_2_probes()
{
    return table;
}

}  // namespace conformance::probes::tls
