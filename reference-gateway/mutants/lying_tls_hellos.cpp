#include "mutants/lying_tls_hellos.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <utility>

#include "crypto/tls_suites.h"
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

void omit(ServerFlight& flight, std::uint16_t type)
{
    std::erase_if(flight.extensions, [type](const Extension& one) { return one.type == type; });
}

void select_http(ServerFlight& flight, const ClientHello& hello)
{
    if (const auto http = selection_of_http(hello)) flight.extensions.push_back(*http);
}

// No suite that is real, whatever the GREASE beside it.
bool has_no_real_suite(const ClientHello& hello, const Truth& truth)
{
    constexpr std::uint16_t highest_assigned = 0xd005;
    return !hello.offers_any(truth.suites_1_2) &&
           std::ranges::all_of(hello.suites, [](std::uint16_t suite) {
               return !names_a_suite(suite) || suite > highest_assigned;
           });
}

tls::TlsListener refusing_foreign_suites(std::uint8_t description, bool close)
{
    return lying_listener(
        {.concerns = has_no_real_suite,
         .answer = [description, close](const ClientHello&, const Truth&) -> Told {
             return {fatal_alert(tls_1_2, description), close};
         }});
}

// In front of the honest listener: hears ClientHellos that nobody can read.
class Guesser final : public StreamCore {
public:
    Guesser(std::unique_ptr<StreamCore> honest, crypto::ServerIdentity identity,
            std::uint16_t suite)
        : honest_(std::move(honest)), identity_(std::move(identity)), suite_(suite)
    {
    }

    StreamActions start(Instant now) override { return honest_->start(now); }
    StreamActions on_octets(View octets, Instant now) override
    {
        if (looked_ || !is_unreadable(octets)) return honest_->on_octets(octets, now);
        StreamActions actions = honest_->on_wake(now);
        actions.send = encode(flight_for({}, tls_1_2, suite_), identity_);
        return actions;
    }
    StreamActions on_wake(Instant now) override { return honest_->on_wake(now); }
    StreamActions on_end(Instant now) override { return honest_->on_end(now); }

private:
    bool is_unreadable(View octets)
    {
        constexpr std::size_t record_header = 5;
        looked_ = true;
        return octets.size() > record_header && octets[0] == content::handshake &&
               octets[record_header] == message::client_hello &&
               HelloReader{}.feed(octets) == HelloReading::not_a_hello;
    }

    std::unique_ptr<StreamCore> honest_;
    crypto::ServerIdentity identity_;
    std::uint16_t suite_;
    bool looked_ = false;
};

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

tls::TlsListener selecting_deflate_beside_null()
{
    return speaking([](ServerFlight& flight, const ClientHello& hello) {
        const auto& offered = hello.compressions;
        if (std::ranges::find(offered, compression::deflate) != offered.end()) {
            flight.compression = compression::deflate;
        }
    });
}

tls::TlsListener omitting_renegotiation_info()
{
    return speaking([](ServerFlight& flight, const ClientHello&) {
        omit(flight, extension::renegotiation_info);
    });
}

tls::TlsListener omitting_extended_master_secret()
{
    return speaking([](ServerFlight& flight, const ClientHello&) {
        omit(flight, extension::extended_master_secret);
    });
}

tls::TlsListener selecting_an_unlisted_protocol()
{
    return speaking([](ServerFlight& flight, const ClientHello& hello) {
        if (hello.find(extension::alpn) == nullptr) return;
        flight.extensions.push_back({extension::alpn, {0, 5, 4, 's', 's', 't', 'p'}});
    });
}

tls::TlsListener going_on_without_a_protocol()
{
    return speaking(select_http);
}

tls::TlsListener refusing_other_protocols_wrongly()
{
    Manners manners;
    manners.speak = select_http;
    manners.preface = [](const ClientHello& hello) {
        if (hello.find(extension::alpn) == nullptr || selection_of_http(hello)) return Reply{};
        return Reply{content::alert, {alert::fatal, alert::handshake_failure}, true};
    };
    return serving_by_hand(manners);
}

tls::TlsListener warning_of_unknown_names()
{
    Manners manners;
    manners.preface = [](const ClientHello& hello) {
        if (!hello.server_name().ends_with(".invalid")) return Reply{};
        return Reply{content::alert, {alert::warning, alert::unrecognized_name}, false};
    };
    return serving_by_hand(manners);
}

tls::TlsListener accepting_unreadable_hellos()
{
    return [](const tls::TlsSettings& settings,
              StreamCoreFactory inner) -> std::expected<StreamCoreFactory, std::string> {
        auto honest = tls::tls_listener(settings, std::move(inner));
        if (!honest) return honest;
        const auto suite = crypto::suite_number(settings.suites_1_2.front()).value_or(0);
        return
            [honest = std::move(*honest), identity = settings.identity, suite](const Peer& peer) {
                return std::make_unique<Guesser>(honest(peer), identity, suite);
            };
    };
}

tls::TlsListener finding_foreign_suites_illegal()
{
    return refusing_foreign_suites(alert::illegal_parameter, true);
}

tls::TlsListener refusing_foreign_suites_at_no_level()
{
    return lying_listener({.concerns = has_no_real_suite,
                           .answer = [](const ClientHello&, const Truth&) -> Told {
                               constexpr std::uint8_t no_level = 3;
                               return {plain_records(content::alert, tls_1_2,
                                                     Octets{no_level, alert::handshake_failure}),
                                       true};
                           }});
}

tls::TlsListener staying_open_after_an_alert()
{
    return refusing_foreign_suites(alert::handshake_failure, false);
}

tls::TlsListener saying_more_after_an_alert()
{
    return lying_listener({.concerns = has_no_real_suite,
                           .answer = [](const ClientHello&, const Truth&) -> Told {
                               return {an_alert_and_more(), true};
                           }});
}

tls::TlsListener hanging_up_on_foreign_suites()
{
    return lying_listener(
        {.concerns = has_no_real_suite,
         .answer = [](const ClientHello&, const Truth&) -> Told { return {{}, true}; }});
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
