#include "mutants/lying_tls_1_3_key_shares.h"

#include "crypto/key_agreement.h"
#include "mutants/lying_tls_1_3.h"

namespace gateway::mutants::lying_tls_1_3 {
namespace {

constexpr std::uint16_t x25519 = 29;
constexpr std::uint16_t ffdhe2048 = 256;

Octets of_size(std::size_t size, std::uint8_t first, std::uint8_t last)
{
    Octets octets(size);
    octets.front() = first;
    octets.back() = last;
    return octets;
}

bool shares_nothing(View share)
{
    constexpr std::uint16_t curve25519 = 31;
    const Octets seed(crypto::private_seed_size(curve25519), 1);
    return !crypto::agree({curve25519, seed, copy_of(share)});
}

}  // namespace

tls::TlsListener taking_any_point()
{
    constexpr std::size_t coordinate = 32;
    Manners manners;
    manners.exchange.agree = [](View point) -> std::optional<Octets> {
        if (point.size() <= coordinate) return std::nullopt;
        return copy_of(point.subspan(1, coordinate));
    };
    return serving_by_hand(manners);
}

tls::TlsListener taking_values_out_of_range()
{
    constexpr std::size_t size = 256;
    constexpr std::uint8_t generator = 2;
    Manners manners;
    manners.exchange = {{ffdhe2048, of_size(size, 0, generator)},
                        [](View value) { return copy_of(value); }};
    return serving_by_hand(manners, [](const ClientHello& hello) {
        const auto groups = hello.numbers_in(mutants::extension::supported_groups);
        return can_be_spoken_to(hello) && groups == std::vector<std::uint16_t>{ffdhe2048} &&
               share_of(hello, ffdhe2048);
    });
}

tls::TlsListener taking_all_zero_secrets()
{
    constexpr std::size_t size = 32;
    constexpr std::uint8_t base_point = 9;
    Manners manners;
    manners.exchange = {{x25519, of_size(size, base_point, 0)}, [](View) { return Octets(size); }};
    return serving_by_hand(manners, [](const ClientHello& hello) {
        const auto share = share_of(hello, x25519);
        return can_be_spoken_to(hello) && share && share->size() == size && shares_nothing(*share);
    });
}

}  // namespace gateway::mutants::lying_tls_1_3
