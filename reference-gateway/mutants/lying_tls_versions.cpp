#include "mutants/lying_tls_versions.h"

#include <algorithm>
#include <array>

#include "mutants/lying_tls_flight.h"
#include "mutants/lying_tls_fork.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_server.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

// Of those that every version up to TLS 1.1 knows, the best that the client offers.
std::uint16_t old_suite_for(const ClientHello& hello)
{
    constexpr std::array<std::uint16_t, 7> old = {0xc014, 0xc013, 0x0035, 0x002f,
                                                  0x000a, 0x0005, 0x0004};
    for (const std::uint16_t suite : old) {
        if (hello.offers_suite(suite)) return suite;
    }
    const auto real = std::ranges::find_if(hello.suites, names_a_suite);
    return real == hello.suites.end() ? old[3] : *real;
}

}  // namespace

tls::TlsListener accepting_version(std::uint16_t version)
{
    return lying_listener(
        {.concerns = [version](const ClientHello& hello,
                               const Truth&) { return hello.highest_version() == version; },
         .answer = [version](const ClientHello& hello, const Truth& truth) -> Told {
             const ServerFlight flight = flight_for(hello, version, old_suite_for(hello));
             return {encode(flight, truth.settings.identity)};
         }});
}

tls::TlsListener refusing_version_wrongly(std::uint16_t version)
{
    return lying_listener(
        {.concerns = [version](const ClientHello& hello,
                               const Truth&) { return hello.highest_version() == version; },
         .answer = [](const ClientHello&, const Truth&) -> Told {
             return {fatal_alert(tls_1_2, alert::handshake_failure), true};
         }});
}

tls::TlsListener accepting_tls_1_3()
{
    return [](tls::TlsSettings settings, StreamCoreFactory inner) {
        settings.ceiling = tls::TlsVersion::tls_1_3;
        return tls::tls_listener(settings, std::move(inner));
    };
}

tls::TlsListener forgetting_the_downgrade_sentinel()
{
    return [](tls::TlsSettings settings, StreamCoreFactory inner) {
        settings.ceiling = tls::TlsVersion::tls_1_3;
        return serving_by_hand({})(settings, std::move(inner));
    };
}

tls::TlsListener refusing_tls_1_2()
{
    return lying_listener(
        {.concerns = [](const ClientHello& hello,
                        const Truth&) { return hello.highest_version() >= tls_1_2; },
         .answer = [](const ClientHello&, const Truth&) -> Told {
             return {fatal_alert(tls_1_2, alert::protocol_version), true};
         }});
}

}  // namespace gateway::mutants
