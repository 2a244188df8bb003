#include "mutants/lying_tls_hellos.h"

#include <algorithm>
#include <array>
#include <functional>

#include "mutants/lying_tls_fork.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_server.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

// The honest server, its first flight changed.
tls::TlsListener speaking(const std::function<void(ServerFlight&, const ClientHello&)>& change)
{
    Manners manners;
    manners.speak = change;
    return serving_by_hand(manners);
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
    return speaking([](ServerFlight& flight, const ClientHello& hello) {
        flight.extensions.push_back(unrequested_by(hello));
    });
}

tls::TlsListener duplicating_an_extension()
{
    return speaking([](ServerFlight& flight, const ClientHello&) {
        if (!flight.extensions.empty()) {
            flight.extensions.push_back(Extension{flight.extensions.front()});
        }
    });
}

tls::TlsListener selecting_deflate()
{
    return speaking([](ServerFlight& flight, const ClientHello&) {
        flight.compression = compression::deflate;
    });
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
