#include "mutants/lying_tls_1_3_mutants.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "mutants/lying_tls_faints.h"
#include "mutants/lying_tls_handshake_mutants.h"
#include "mutants/lying_tls_handshakes.h"
#include "mutants/lying_tls_1_3_flight.h"
#include "mutants/lying_tls_1_3_hellos.h"
#include "mutants/lying_tls_1_3_key_shares.h"
#include "mutants/lying_tls_1_3_records.h"
#include "mutants/lying_tls_versions.h"

namespace gateway::mutants::lying_tls_1_3 {
namespace {

// Under a policy whose SSTP goes up to TLS 1.3.
Mutant mutant(std::string name, std::string requirement, std::string code,
              tls::TlsListener listener, std::vector<std::string> also = {})
{
    Mutant made = tls_mutant(std::move(name), std::move(requirement), std::move(code),
                             std::move(listener), std::move(also));
    made.policy = "examples/mooring-2026";
    return made;
}

std::vector<Mutant> about_hellos()
{
    const std::string retry = "rfc8446/4.1.4/hello-retry-request";
    const std::string missing = "rfc8446/9.2/missing-extension";
    const std::string unreadable = "rfc8446/6/unreadable-message-refused";
    const std::string unknown = "rfc8446/9.3/unknown-values-ignored";
    return {
        mutant("refuses_hellos_without_its_key_share", retry, "refused-by-alert:40",
               refusing_hellos_without_its_share()),
        mutant("changes_the_suite_after_its_retry", retry, "another-suite",
               changing_the_suite_after_its_retry()),
        mutant("refuses_unknown_versions", unknown, "refused-by-alert:70",
               refusing_unknown_versions()),
        mutant("refuses_unknown_key_shares", unknown, "refused-by-alert:47",
               refusing_unknown_key_shares()),
        mutant("finds_unknown_groups_illegal", "rfc8446/4.1.1/no-common-parameters",
               "refused-by-alert:47", finding_unknown_groups_illegal()),
        mutant("overlooks_compression_methods", "rfc8446/4.1.2/compression-refused", "accepted",
               overlooking_compression_methods()),
        mutant("overlooks_half_a_group", unreadable, "accepted", overlooking_half_a_group()),
        mutant("finds_half_a_group_illegal", unreadable, "another-alert",
               finding_half_a_group_illegal()),
        mutant("stays_open_after_an_alert_in_tls_1_3", "rfc8446/6.2/alert-then-close", "stays-open",
               staying_open_after_an_alert()),
        mutant("says_more_after_an_alert_in_tls_1_3", "rfc8446/6.2/alert-then-close",
               "says-more", saying_more_after_an_alert()),
        mutant("goes_on_without_a_protocol_in_tls_1_3", "rfc7301/3.2/protocol-was-listed",
               "goes-on-without", going_on_without_a_protocol()),
        mutant("overlooks_a_second_hello", "rfc8446/4.1.2/second-hello-refused", "accepted",
               overlooking_a_second_hello()),
        mutant("overlooks_missing_signature_algorithms", missing, "accepted",
               overlooking_a_missing(mutants::extension::signature_algorithms)),
        mutant("overlooks_missing_supported_groups", missing, "accepted",
               overlooking_a_missing(mutants::extension::supported_groups)),
        mutant("overlooks_a_missing_key_share", missing, "accepted",
               overlooking_a_missing(extension::key_share)),
    };
}

std::vector<Mutant> about_older_versions()
{
    return {
        mutant("speaks_tls_1_1_without_a_mark", "rfc8446/4.1.3/older-downgrade-sentinel",
               "not-marked", accepting_version(tls_1_1), {"rfc8996/5/tls-1.1-refused"}),
    };
}

std::vector<Mutant> about_key_shares()
{
    return {
        mutant("faints_at_two_shares_of_one_group", "rfc8446/4.2.8/key-share-rules",
               "did-not-survive", fainting_at_two_shares_of_one_group()),
        mutant("takes_key_shares_of_unlisted_groups", "rfc8446/4.2.8/server-share-listed",
               "group-not-listed", taking_any_key_share()),
        mutant("takes_any_point_in_tls_1_3", "rfc8446/4.2.8.2/client-point-validated", "accepted",
               taking_any_point()),
        mutant("takes_values_out_of_range", "rfc8446/4.2.8.1/client-value-in-range", "accepted",
               taking_values_out_of_range()),
        mutant("takes_all_zero_secrets", "rfc8446/7.4.2/all-zero-secret-refused", "accepted",
               taking_all_zero_secrets()),
    };
}

std::vector<Mutant> about_tickets()
{
    return {
        mutant("overlooks_what_follows_a_ticket", "rfc8446/4.2.11/pre-shared-key-last", "accepted",
               overlooking_what_follows_a_ticket()),
        mutant("overlooks_missing_modes", "rfc8446/4.2.9/modes-with-pre-shared-key", "accepted",
               overlooking_missing_modes()),
        mutant("takes_any_binder", "rfc8446/4.2.11/wrong-binder-refused", "accepted",
               taking_any_binder()),
        mutant("takes_a_missing_binder", "rfc8446/4.2.11/wrong-binder-refused", "accepted",
               taking_a_missing_binder()),
        mutant("gives_tickets_of_eight_days", "rfc8446/4.6.1/ticket-lifetime", "lives-too-long",
               giving_tickets_of_eight_days()),
    };
}

std::vector<Mutant> about_key_updates()
{
    return {
        mutant("leaves_key_updates_unanswered", "rfc8446/4.6.3/key-update-answered", "not-answered",
               leaving_key_updates_unanswered()),
        mutant("asks_in_its_key_update", "rfc8446/4.6.3/key-update-answered", "asks-again",
               asking_in_its_key_update()),
        mutant("keeps_its_keys", "rfc8446/4.6.3/key-update-answered", "old-keys",
               keeping_its_keys()),
        mutant("takes_any_key_update", "rfc8446/4.6.3/key-update-value", "accepted",
               taking_any_key_update()),
        mutant("calls_wrong_key_updates_unreadable", "rfc8446/4.6.3/key-update-value",
               "another-alert", calling_wrong_key_updates_unreadable()),
    };
}

std::vector<Mutant> about_records()
{
    const std::string unexpected = "rfc8446/5/unexpected-record-refused";
    return {
        mutant("takes_any_finished_of_tls_1_3", "rfc8446/4.4.4/wrong-finished-refused", "accepted",
               taking_any_finished()),
        mutant("takes_a_finished_that_begins_right", "rfc8446/6/unreadable-message-refused",
               "accepted", taking_a_finished_that_begins_right()),
        mutant("takes_altered_application_data_of_tls_1_3",
               "rfc8446/5.2/altered-record-refused", "accepted",
               taking_altered_application_data()),
        mutant("takes_altered_records_of_tls_1_3", "rfc8446/5.2/altered-record-refused", "accepted",
               taking_altered_records()),
        mutant("ignores_unknown_record_types", unexpected, "accepted",
               ignoring_unknown_record_types()),
        mutant("calls_unexpected_records_illegal", unexpected, "another-alert",
               calling_unexpected_records_illegal()),
        mutant("takes_any_change_cipher_spec", unexpected, "accepted",
               taking_any_change_cipher_spec()),
        mutant("ignores_late_changes", "rfc8446/5/late-change-refused", "accepted",
               ignoring_late_changes()),
        mutant("refuses_what_comes_with_a_hello", "rfc8446/5/compatible-change-dropped",
               "refused-by-alert:10", refusing_what_comes_with_a_hello()),
        mutant("takes_long_records", "rfc8446/5.1/record-overflow", "accepted",
               taking_long_records()),
        mutant("ignores_records_of_padding", "rfc8446/5.4/all-zero-plaintext-refused", "accepted",
               ignoring_records_of_padding()),
        mutant("ignores_empty_records", "rfc8446/5.4/empty-record-refused", "accepted",
               ignoring_empty_records()),
        mutant("refuses_padded_records", "rfc8446/5.4/padding-accepted", "refused-by-alert:10",
               refusing_padded_records()),
    };
}

}  // namespace

std::vector<Mutant> mutants()
{
    std::vector<Mutant> all;
    for (std::vector<Mutant> some : {about_hellos(), about_older_versions(), about_key_shares(),
                                     about_tickets(), about_key_updates(), about_records()}) {
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

}  // namespace gateway::mutants::lying_tls_1_3
