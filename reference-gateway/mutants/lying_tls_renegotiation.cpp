#include "mutants/lying_tls_renegotiation.h"

#include <algorithm>
#include <utility>

#include "mutants/lying_tls_server.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants {
namespace {

using Check = std::function<bool(const Again&)>;

Octets info_of(View verify_data)
{
    const Octets length{static_cast<std::uint8_t>(verify_data.size())};
    return joined({length, verify_data});
}

bool names_the_client_verify_data(const Again& again)
{
    const Extension* info = again.hello.find(extension::renegotiation_info);
    return info != nullptr && info->data == info_of(again.client_verify_data);
}

bool names_any_verify_data(const Again& again)
{
    const Extension* info = again.hello.find(extension::renegotiation_info);
    return info != nullptr && info->data.size() == info_of(again.client_verify_data).size();
}

bool has_the_signalling_suite(const Again& again)
{
    constexpr std::uint16_t empty_renegotiation_info_scsv = 0x00ff;
    return again.hello.offers_suite(empty_renegotiation_info_scsv);
}

Reply flight_again(const Again& again, const Octets& info)
{
    ServerFlight flight = flight_for(again.hello, tls_1_2, again.first.suite);
    std::erase_if(flight.extensions, [](const Extension& one) {
        return one.type == extension::renegotiation_info;
    });
    if (!info.empty()) flight.extensions.push_back({extension::renegotiation_info, info});
    return {content::handshake, messages_of(flight, again.truth.settings.identity), false};
}

// Where the check is passed, bound as it should be.
Manners renegotiating_where(const Check& check)
{
    Manners manners;
    manners.answer_hello_again = [check](const Again& again) {
        if (!check(again)) {
            return Reply{content::alert, {alert::fatal, alert::handshake_failure}, true};
        }
        const Octets both = joined({again.client_verify_data, again.server_verify_data});
        return flight_again(again, info_of(both));
    };
    return manners;
}

}  // namespace

tls::TlsListener renegotiating_unbound()
{
    Manners manners;
    manners.answer_hello_again = [](const Again& again) {
        return flight_again(again, again.hello.asks_for_secure_renegotiation() ? Octets{0}
                                                                               : Octets{});
    };
    return serving_by_hand(manners);
}

tls::TlsListener renegotiating_with_any_verify_data()
{
    return serving_by_hand(renegotiating_where([](const Again& again) {
        return names_any_verify_data(again) && !has_the_signalling_suite(again);
    }));
}

tls::TlsListener renegotiating_with_the_signalling_suite()
{
    return serving_by_hand(renegotiating_where(names_the_client_verify_data));
}

tls::TlsListener renegotiating_as_of_old()
{
    Manners manners;
    manners.speak = [](ServerFlight& flight, const ClientHello&) {
        std::erase_if(flight.extensions, [](const Extension& one) {
            return one.type == extension::renegotiation_info;
        });
    };
    manners.answer_hello_again = [](const Again& again) { return flight_again(again, {}); };
    return serving_by_hand(manners);
}

tls::TlsListener taking_filled_renegotiation_info()
{
    Manners manners;
    manners.minds_filled_renegotiation_info = false;
    return serving_by_hand(manners);
}

}  // namespace gateway::mutants
