#include "mutants/lying_tls_hellos.h"

#include <algorithm>
#include <array>
#include <functional>

#include "mutants/lying_tls_flight.h"
#include "mutants/lying_tls_fork.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

bool would_be_accepted(const ClientHello& hello, const Truth& truth)
{
    return hello.highest_version() == tls_1_2 && hello.offers_any(truth.suites_1_2);
}

// The honest flight with one thing changed.
Told told_with(const std::function<void(ServerFlight&)>& change, const ClientHello& hello,
               const Truth& truth)
{
    const auto suite = std::ranges::find_if(
        truth.suites_1_2, [&](std::uint16_t offered) { return hello.offers_suite(offered); });
    ServerFlight flight = flight_for(hello, tls_1_2, *suite);
    change(flight);
    return {encode(flight, hello, truth.settings.identity)};
}

// RFC 7301 and others: each in the form that a server may send it, had it been asked.
Extension unrequested_by(const ClientHello& hello)
{
    const std::array<Extension, 3> candidates = {
        Extension{extension::alpn, {0, 9, 8, 'h', 't', 't', 'p', '/', '1', '.', '1'}},
        Extension{extension::session_ticket, {}}, Extension{extension::status_request, {}}};
    const auto found = std::ranges::find_if(
        candidates, [&](const Extension& e) { return hello.find(e.type) == nullptr; });
    return found == candidates.end() ? Extension{0x1234, {}} : *found;
}

bool has_unknown_extension(const ClientHello& hello, const Truth& /*truth*/)
{
    return std::ranges::any_of(hello.extensions, is_grease, &Extension::type);
}

}  // namespace

tls::TlsListener sending_an_unrequested_extension()
{
    return lying_listener(
        {.concerns = would_be_accepted, .answer = [](const ClientHello& hello, const Truth& truth) {
             const auto change = [&](ServerFlight& flight) {
                 flight.extensions.push_back(unrequested_by(hello));
             };
             return told_with(change, hello, truth);
         }});
}

tls::TlsListener duplicating_an_extension()
{
    return lying_listener(
        {.concerns =
             [](const ClientHello& hello, const Truth& truth) {
                 return would_be_accepted(hello, truth) &&
                        !flight_for(hello, tls_1_2, truth.suites_1_2.front()).extensions.empty();
             },
         .answer =
             [](const ClientHello& hello, const Truth& truth) {
                 const auto change = [](ServerFlight& flight) {
                     flight.extensions.push_back(Extension{flight.extensions.front()});
                 };
                 return told_with(change, hello, truth);
             }});
}

tls::TlsListener selecting_deflate()
{
    return lying_listener(
        {.concerns = would_be_accepted, .answer = [](const ClientHello& hello, const Truth& truth) {
             const auto change = [](ServerFlight& flight) {
                 flight.compression = compression::deflate;
             };
             return told_with(change, hello, truth);
         }});
}

tls::TlsListener refusing_unknown_suites()
{
    return lying_listener(
        {.concerns = [](const ClientHello& hello,
                        const Truth&) { return std::ranges::any_of(hello.suites, is_grease); },
         .answer = [](const ClientHello&, const Truth&) -> Told {
             return {fatal_alert(tls_1_2, alert::illegal_parameter), true};
         }});
}

tls::TlsListener hanging_up_on_unknown_extensions()
{
    return lying_listener(
        {.concerns = has_unknown_extension, .answer = [](const ClientHello&, const Truth&) -> Told {
             return {{}, true};
         }});
}

tls::TlsListener silent_on_unknown_groups()
{
    return lying_listener({.concerns =
                               [](const ClientHello& hello, const Truth&) {
                                   return std::ranges::any_of(
                                       hello.numbers_in(extension::supported_groups), is_grease);
                               },
                           .answer = [](const ClientHello&, const Truth&) -> Told { return {}; }});
}

}  // namespace gateway::mutants
