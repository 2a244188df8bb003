#include "mutants/lying_tls_1_3_records.h"

#include <functional>
#include <utility>

#include "mutants/lying_tls_1_3.h"
#include "mutants/lying_tls_values.h"

namespace gateway::mutants::lying_tls_1_3 {
namespace {

using Which = std::function<bool(const Heard&)>;

// Finds these records in order.
tls::TlsListener indulging(Which which)
{
    Manners manners;
    manners.judge_record = [which = std::move(which)](const Heard& heard) {
        return which(heard) ? Ruling{} : rule_on_record(heard);
    };
    return serving_by_hand(manners);
}

// Refuses these records.
tls::TlsListener minding(Which which)
{
    Manners manners;
    manners.judge_record = [which = std::move(which)](const Heard& heard) {
        return which(heard) ? Ruling{alert::unexpected_message} : rule_on_record(heard);
    };
    return serving_by_hand(manners);
}

}  // namespace

tls::TlsListener ignoring_unknown_record_types()
{
    return indulging([](const Heard& heard) { return heard.type > content::application_data; });
}

tls::TlsListener taking_any_change_cipher_spec()
{
    return indulging([](const Heard& heard) {
        return heard.type == content::change_cipher_spec && !heard.has_finished;
    });
}

tls::TlsListener ignoring_late_changes()
{
    return indulging([](const Heard& heard) {
        return heard.type == content::change_cipher_spec && heard.has_finished;
    });
}

tls::TlsListener taking_any_finished()
{
    Manners manners;
    manners.accept_finished = [](View expected, View received) {
        return received.size() == expected.size();
    };
    return serving_by_hand(manners);
}

tls::TlsListener taking_a_finished_that_begins_right()
{
    Manners manners;
    manners.accept_finished = [](View expected, View received) {
        return received.size() >= expected.size() && equal(expected, received.first(expected.size()));
    };
    return serving_by_hand(manners);
}

tls::TlsListener taking_altered_records()
{
    Manners manners;
    manners.open = open_record_blindly;
    return serving_by_hand(manners);
}

tls::TlsListener taking_altered_application_data()
{
    Manners manners;
    manners.open = [](TrafficKeys& keys, View fragment) {
        auto inner = open_record(keys, fragment);
        if (inner) return inner;
        TrafficKeys as_they_were = keys;
        inner = open_record_blindly(as_they_were, fragment);
        if (!inner || inner->type != content::application_data) return std::optional<Inner>{};
        keys = as_they_were;
        return inner;
    };
    return serving_by_hand(manners);
}

tls::TlsListener taking_long_records()
{
    constexpr std::size_t with_a_tag_too_many = 16384 + 256 + 16;
    return indulging([](const Heard& heard) {
        return heard.is_protected && heard.length <= with_a_tag_too_many &&
               rule_on_record(heard) == alert::record_overflow;
    });
}

tls::TlsListener ignoring_records_of_padding()
{
    return indulging([](const Heard& heard) { return heard.is_protected && heard.type == 0; });
}

tls::TlsListener ignoring_empty_records()
{
    return indulging([](const Heard& heard) {
        return heard.content.empty() &&
               (heard.type == content::handshake || heard.type == content::alert);
    });
}

tls::TlsListener refusing_padded_records()
{
    return minding([](const Heard& heard) {
        return heard.type != 0 && heard.padding != 0 && !rule_on_record(heard);
    });
}

tls::TlsListener giving_tickets_of_eight_days()
{
    Manners manners;
    manners.ticket_lifetime = 8 * 24 * 3600;
    return serving_by_hand(manners);
}

tls::TlsListener taking_any_binder()
{
    Manners manners;
    manners.ticket_lifetime = 7200;
    manners.accept_binder = [](View, View) { return true; };
    return serving_by_hand(manners);
}

tls::TlsListener taking_a_missing_binder()
{
    Manners manners;
    manners.ticket_lifetime = 7200;
    manners.accept_binder = [](View expected, View received) {
        return received.empty() || equal(expected, received);
    };
    return serving_by_hand(manners);
}

tls::TlsListener leaving_key_updates_unanswered()
{
    Manners manners;
    manners.answers_update = [](std::uint8_t) { return false; };
    return serving_by_hand(manners);
}

tls::TlsListener asking_in_its_key_update()
{
    Manners manners;
    manners.asks_in_its_update = 1;
    return serving_by_hand(manners);
}

tls::TlsListener keeping_its_keys()
{
    Manners manners;
    manners.has_new_keys_after_its_update = false;
    return serving_by_hand(manners);
}

tls::TlsListener taking_any_key_update()
{
    Manners manners;
    manners.judge_update = [](std::uint8_t) { return Ruling{}; };
    return serving_by_hand(manners);
}

tls::TlsListener calling_wrong_key_updates_unreadable()
{
    Manners manners;
    manners.judge_update = [](std::uint8_t request) {
        return rule_on_update(request) ? Ruling{alert::decode_error} : Ruling{};
    };
    return serving_by_hand(manners);
}

tls::TlsListener calling_unexpected_records_illegal()
{
    Manners manners;
    manners.judge_record = [](const Heard& heard) {
        const auto ruling = rule_on_record(heard);
        const bool is_of_no_type = heard.type < content::change_cipher_spec ||
                                   heard.type > content::application_data;
        return ruling && heard.type != 0 && is_of_no_type ? Ruling{alert::illegal_parameter}
                                                          : ruling;
    };
    return serving_by_hand(manners);
}

}  // namespace gateway::mutants::lying_tls_1_3
