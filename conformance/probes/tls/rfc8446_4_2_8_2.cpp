// RFC 8446, Sections 4.2.8.1, 4.2.8.2 and 7.4.2: the client's key share is validated.

#include <array>

#include "probes/tls/key_shares.h"
#include "probes/tls/tables.h"
#include "probes/tls/tls_1_3.h"

namespace conformance::probes::tls {

namespace {

using namespace wire::tls;

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
        const auto point = lawful_value(bench, group);
        auto beside = point, origin = big_endian(0, point.size()), shorter = point, longer = point;
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

// A client's key share Y of a finite-field group ends the handshake unless 1 < Y < p - 1.
Finding value_out_of_range_is_refused(Bench& bench)
{
    return each_share_is_refused(bench, "each ends the handshake", values_out_of_range);
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
                                 values_of_small_order);
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
