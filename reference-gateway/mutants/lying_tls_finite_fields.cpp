#include <algorithm>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "crypto/from_hex.h"
#include "mutants/lying_tls_flight.h"
#include "mutants/lying_tls_fork.h"
#include "mutants/lying_tls_server.h"
#include "mutants/lying_tls_signatures.h"
#include "mutants/lying_tls_suites.h"

namespace gateway::mutants {
namespace {

// RFC 7919, Appendices A.1 and A.2.
constexpr std::string_view ffdhe2048 =
    "ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fb"
    "cc939dce249b3ef97d2fe363630c75d8f681b202aec4617ad3df1ed5d5fd65612433f51f5f066ed0"
    "856365553ded1af3b557135e7f57c935984f0c70e0e68b77e2a689daf3efe8721df158a136ade735"
    "30acca4f483a797abc0ab182b324fb61d108a94bb2c8e3fbb96adab760d7f4681d4f42a3de394df4"
    "ae56ede76372bb190b07a7c8ee0a6d709e02fce1cdf7e2ecc03404cd28342f619172fe9ce98583ff"
    "8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005c58ef1837d1683b2c6f34a26c1b2effa"
    "886b423861285c97ffffffffffffffff";
constexpr std::string_view ffdhe3072 =
    "ffffffffffffffffadf85458a2bb4a9aafdc5620273d3cf1d8b9c583ce2d3695a9e13641146433fb"
    "cc939dce249b3ef97d2fe363630c75d8f681b202aec4617ad3df1ed5d5fd65612433f51f5f066ed0"
    "856365553ded1af3b557135e7f57c935984f0c70e0e68b77e2a689daf3efe8721df158a136ade735"
    "30acca4f483a797abc0ab182b324fb61d108a94bb2c8e3fbb96adab760d7f4681d4f42a3de394df4"
    "ae56ede76372bb190b07a7c8ee0a6d709e02fce1cdf7e2ecc03404cd28342f619172fe9ce98583ff"
    "8e4f1232eef28183c3fe3b1b4c6fad733bb5fcbc2ec22005c58ef1837d1683b2c6f34a26c1b2effa"
    "886b4238611fcfdcde355b3b6519035bbc34f4def99c023861b46fc9d6e6c9077ad91d2691f7f7ee"
    "598cb0fac186d91caefe130985139270b4130c93bc437944f4fd4452e2d74dd364f2e21e71f54bff"
    "5cae82ab9c9df69ee86d2bc522363a0dabc521979b0deada1dbf9a42d5c4484e0abcd06bfa53ddef"
    "3c1b20ee3fd59d7c25e41d2b66c62e37ffffffffffffffff";

constexpr std::uint16_t dhe_rsa_aes_128_gcm = 0x009e;

// What the client lists, of two groups; and the first of them where it lists others.
std::string_view group_for(const ClientHello& hello)
{
    constexpr std::uint16_t number_of_ffdhe3072 = 257;
    const auto listed = hello.numbers_in(extension::supported_groups);
    const bool longer = std::ranges::find(listed, number_of_ffdhe3072) != listed.end();
    return longer ? ffdhe3072 : ffdhe2048;
}

// RFC 7919, Section 4: whom a listed group serves, or any.
bool can_be_served_in_a_group(const ClientHello& hello)
{
    constexpr std::uint16_t first = 256, last = 511;
    const auto listed = hello.numbers_in(extension::supported_groups);
    const auto is_finite_field = [](auto group) { return group >= first && group <= last; };
    return std::ranges::none_of(listed, is_finite_field) ||
           std::ranges::any_of(listed, [](auto group) { return group == 256 || group == 257; });
}

tls::TlsListener selecting_finite_fields(
    std::function<bool(const ClientHello&)> concerns,
    std::optional<crypto::SignatureScheme> scheme = std::nullopt)
{
    return lying_listener(
        {.concerns =
             [concerns = std::move(concerns)](const ClientHello& hello, const Truth& truth) {
                 return hello.highest_version() == tls_1_2 &&
                        hello.offers_suite(dhe_rsa_aes_128_gcm) &&
                        !hello.offers_any(truth.suites_1_2) && concerns(hello);
             },
         .answer = [scheme](const ClientHello& hello, const Truth& truth) -> Told {
             ServerFlight flight = flight_for(hello, tls_1_2, dhe_rsa_aes_128_gcm);
             flight.modulus = crypto::from_hex(group_for(hello));
             if (scheme) flight.scheme = scheme;
             return {encode(flight, truth.settings.identity)};
         }});
}

}  // namespace

tls::TlsListener selecting_finite_fields_that_are_not_listed()
{
    return selecting_finite_fields([](const ClientHello&) { return true; });
}

tls::TlsListener taking_finite_values_out_of_range()
{
    Manners manners;
    manners.select = [](const ClientHello& hello, const Truth& truth) {
        const bool is_concerned = hello.highest_version() == tls_1_2 &&
                                  hello.offers_suite(dhe_rsa_aes_128_gcm) &&
                                  !hello.offers_any(truth.suites_1_2) && can_be_served_in_a_group(hello);
        return is_concerned ? std::optional{dhe_rsa_aes_128_gcm} : std::nullopt;
    };
    manners.speak = [](ServerFlight& flight, const ClientHello& hello) {
        flight.modulus = crypto::from_hex(group_for(hello));
    };
    manners.accept_value = [](View, View) { return true; };
    return serving_by_hand(manners);
}

tls::TlsListener signing_finite_fields_with_sha_1()
{
    return selecting_finite_fields(can_be_served_in_a_group, crypto::SignatureScheme::rsa_pkcs1_sha1);
}

}  // namespace gateway::mutants
