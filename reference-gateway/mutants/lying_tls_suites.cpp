#include "mutants/lying_tls_suites.h"

#include <algorithm>

#include "crypto/tls_suites.h"
#include "mutants/lying_tls_flight.h"
#include "mutants/lying_tls_fork.h"

namespace gateway::mutants {
namespace {

Told select(std::uint16_t suite, const ClientHello& hello, const Truth& truth)
{
    return {encode(flight_for(hello, tls_1_2, suite), truth.settings.identity)};
}

bool leaves_a_choice(const ClientHello& hello, const Truth& truth)
{
    return hello.highest_version() == tls_1_2 &&
           std::ranges::count_if(truth.suites_1_2, [&](std::uint16_t suite) {
               return hello.offers_suite(suite);
           }) > 1;
}

}  // namespace

tls::TlsListener refusing_suite(const std::string& iana_name)
{
    return [iana_name](tls::TlsSettings settings, StreamCoreFactory inner) {
        std::erase(settings.suites_1_2, iana_name);
        return tls::tls_listener(settings, std::move(inner));
    };
}

tls::TlsListener accepting_suite(const std::string& iana_name)
{
    return [iana_name](tls::TlsSettings settings, StreamCoreFactory inner) {
        settings.suites_1_2.push_back(iana_name);
        return tls::tls_listener(settings, std::move(inner));
    };
}

tls::TlsListener selecting_suite(std::uint16_t suite)
{
    return lying_listener(
        {.concerns =
             [suite](const ClientHello& hello, const Truth& truth) {
                 return hello.highest_version() == tls_1_2 && hello.offers_suite(suite) &&
                        !hello.offers_any(truth.suites_1_2);
             },
         .answer = [suite](const ClientHello& hello,
                           const Truth& truth) { return select(suite, hello, truth); }});
}

tls::TlsListener answering_suite_with_another(const std::string& iana_name)
{
    const std::uint16_t wanted = crypto::suite_number(iana_name).value_or(0);
    return lying_listener(
        {.concerns =
             [wanted](const ClientHello& hello, const Truth& truth) {
                 return hello.offers_suite(wanted) && !leaves_a_choice(hello, truth);
             },
         .answer =
             [wanted](const ClientHello& hello, const Truth& truth) {
                 const auto other = std::ranges::find_if(
                     truth.suites_1_2, [&](std::uint16_t suite) { return suite != wanted; });
                 return select(other == truth.suites_1_2.end() ? wanted : *other, hello, truth);
             }});
}

tls::TlsListener preferring_the_weakest()
{
    return [](tls::TlsSettings settings, StreamCoreFactory inner) {
        std::ranges::reverse(settings.suites_1_2);
        return tls::tls_listener(settings, std::move(inner));
    };
}

tls::TlsListener selecting_an_unoffered_suite()
{
    constexpr std::uint16_t favourite = 0xc013;  // TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
    return lying_listener(
        {.concerns =
             [](const ClientHello& hello, const Truth& truth) {
                 return leaves_a_choice(hello, truth) && !hello.offers_suite(favourite);
             },
         .answer = [](const ClientHello& hello,
                      const Truth& truth) { return select(favourite, hello, truth); }});
}

}  // namespace gateway::mutants
