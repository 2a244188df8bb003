#include "mutants/lying_tls_1_3_hellos.h"

#include <algorithm>
#include <utility>

#include "mutants/lying_tls_1_3.h"
#include "mutants/lying_tls_1_3_flight.h"
#include "mutants/lying_tls_records.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants::lying_tls_1_3 {
namespace {

bool lacks_a_share(const ClientHello& hello)
{
    return can_be_served(hello) && hello.find(extension::key_share) != nullptr && !share_of(hello);
}

bool lists_half_a_group(const ClientHello& hello)
{
    const Extension* groups = hello.find(mutants::extension::supported_groups);
    return groups != nullptr && groups->data.size() % 2 == 1;
}

bool has_unknown_share(const ClientHello& hello)
{
    const Extension* shares = hello.find(extension::key_share);
    if (shares == nullptr) return false;
    Cursor cursor{shares->data};
    cursor.skip(2);
    bool found = false;
    while (cursor.ok() && cursor.remaining() != 0) {
        found = is_grease(cursor.u16()) || found;
        cursor.skip(cursor.u16());
    }
    return found;
}

tls::TlsListener refusing(Concern concerns, std::uint8_t description)
{
    return lying_listener(
        {.concerns =
             [concerns = std::move(concerns)](const ClientHello& hello, const Truth&) {
                 return hello.highest_version() == tls_1_3 && concerns(hello);
             },
         .answer = [description](const ClientHello&, const Truth&) -> Told {
             return {fatal_alert(tls_1_2, description), true};
         }});
}

// A client of TLS 1.3 with which no suite is in common.
tls::TlsListener answering_foreign_suites(Told told)
{
    return lying_listener(
        {.concerns =
             [](const ClientHello& hello, const Truth&) {
                 const auto is_of_tls_1_3 = [](std::uint16_t suite) { return suite >> 8U == 0x13; };
                 return hello.highest_version() == tls_1_3 && !hello.suites.empty() &&
                        std::ranges::none_of(hello.suites, is_of_tls_1_3);
             },
         .answer = [told = std::move(told)](const ClientHello&, const Truth&) { return told; }});
}

// Finds every such hello in order.
tls::TlsListener indulging(Concern concerns)
{
    Manners manners;
    manners.judge_hello = [](const ClientHello&) { return Ruling{}; };
    return serving_by_hand(manners, std::move(concerns));
}

// And has others obey the rules; whoever knows no tickets may overlook what concerns them.
tls::TlsListener giving_tickets_and_indulging(Concern concerns)
{
    Manners manners;
    manners.ticket_lifetime = 7200;
    manners.judge_hello = [concerns = std::move(concerns)](const ClientHello& hello) {
        return concerns(hello) ? Ruling{} : rule_on_hello(hello);
    };
    return serving_by_hand(manners);
}

}  // namespace

tls::TlsListener refusing_hellos_without_its_share()
{
    return refusing(lacks_a_share, alert::handshake_failure);
}

tls::TlsListener changing_the_suite_after_its_retry()
{
    constexpr std::uint16_t aes_256_gcm_sha384 = 0x1302;
    Manners manners;
    manners.retry = [](const ClientHello& hello) {
        return hello_retry_request(hello, aes_256_gcm_sha384);
    };
    return serving_by_hand(manners, lacks_a_share);
}

tls::TlsListener overlooking_a_missing(std::uint16_t extension)
{
    return indulging([extension](const ClientHello& hello) {
        return can_be_spoken_to(hello) && hello.find(extension) == nullptr;
    });
}

tls::TlsListener overlooking_compression_methods()
{
    return indulging([](const ClientHello& hello) {
        return can_be_served(hello) && !compresses_nothing(hello);
    });
}

tls::TlsListener overlooking_half_a_group()
{
    return indulging([](const ClientHello& hello) {
        return can_be_spoken_to(hello) && lists_half_a_group(hello);
    });
}

tls::TlsListener finding_half_a_group_illegal()
{
    return refusing(lists_half_a_group, alert::illegal_parameter);
}

tls::TlsListener overlooking_what_follows_a_ticket()
{
    return giving_tickets_and_indulging([](const ClientHello& hello) {
        return hello.find(extension::pre_shared_key) != nullptr &&
               hello.extensions.back().type != extension::pre_shared_key;
    });
}

tls::TlsListener overlooking_missing_modes()
{
    return giving_tickets_and_indulging([](const ClientHello& hello) {
        return hello.find(extension::pre_shared_key) != nullptr &&
               hello.find(extension::psk_key_exchange_modes) == nullptr;
    });
}

tls::TlsListener overlooking_a_second_hello()
{
    Manners manners;
    manners.judge_hello_again = [] { return Ruling{}; };
    return serving_by_hand(manners);
}

tls::TlsListener refusing_unknown_versions()
{
    return refusing(
        [](const ClientHello& hello) { return std::ranges::any_of(hello.versions(), is_grease); },
        alert::protocol_version);
}

tls::TlsListener refusing_unknown_key_shares()
{
    return refusing(has_unknown_share, alert::illegal_parameter);
}

tls::TlsListener finding_unknown_groups_illegal()
{
    return refusing(
        [](const ClientHello& hello) {
            constexpr std::uint16_t highest_known = 260;
            const auto groups = hello.numbers_in(mutants::extension::supported_groups);
            return !groups.empty() && std::ranges::min(groups) > highest_known;
        },
        alert::illegal_parameter);
}

tls::TlsListener staying_open_after_an_alert()
{
    return answering_foreign_suites({fatal_alert(tls_1_2, alert::handshake_failure), false});
}

tls::TlsListener saying_more_after_an_alert()
{
    return answering_foreign_suites({an_alert_and_more(), true});
}

tls::TlsListener taking_any_key_share()
{
    return indulging([](const ClientHello& hello) {
        return can_be_spoken_to(hello) && !can_be_served(hello) && !rule_on_hello(hello) &&
               !hello.numbers_in(mutants::extension::supported_groups).empty() &&
               !lists_half_a_group(hello) && share_of(hello);
    });
}

tls::TlsListener going_on_without_a_protocol()
{
    Manners manners;
    manners.extension = selection_of_http;
    return serving_by_hand(manners);
}

}  // namespace gateway::mutants::lying_tls_1_3
