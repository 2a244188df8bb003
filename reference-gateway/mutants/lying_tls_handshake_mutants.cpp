#include "mutants/lying_tls_handshake_mutants.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "mutants/lying_tls_faints.h"
#include "mutants/lying_tls_handshakes.h"
#include "mutants/lying_tls_hellos.h"
#include "mutants/lying_tls_messages.h"
#include "mutants/lying_tls_renegotiation.h"
#include "mutants/lying_tls_signatures.h"
#include "mutants/lying_tls_suites.h"
#include "mutants/lying_tls_versions.h"

namespace gateway::mutants {
namespace {

std::vector<Mutant> about_records()
{
    return {
        tls_mutant("accepts_any_finished", "rfc8446/4.4.4/wrong-finished-refused", "accepted",
                   accepting_any_finished()),
        tls_mutant("opens_altered_records", "rfc8446/5.2/altered-record-refused", "accepted",
                   opening_altered_records()),
        tls_mutant("opens_altered_application_data", "rfc8446/5.2/altered-record-refused",
                   "accepted", opening_altered_application_data()),
        tls_mutant("tells_padding_from_mac", "rfc5246/6.2.3.2/cbc-errors-alike", "told-apart",
                   telling_padding_from_mac()),
        tls_mutant("misnames_bad_records", "rfc5246/6.2.3.2/cbc-errors-alike", "another-alert",
                   misnaming_bad_records()),
        tls_mutant("hangs_up_on_altered_records", "rfc8446/5.2/altered-record-refused", "no-alert",
                   hanging_up_on_altered_records()),
        tls_mutant("reads_one_message_a_record", "rfc5246/6.2.1/coalesced-handshake-accepted",
                   "refused-by-alert:10", reading_one_message_a_record()),
        tls_mutant("refuses_fragmented_hellos", "rfc5246/6.2.1/fragmented-handshake-accepted",
                   "refused-by-alert:50", refusing_fragmented_hellos()),
    };
}

std::vector<Mutant> about_key_exchange()
{
    const std::string pair = "rfc5246/7.4.3/signature-pair-was-offered";
    const std::string point = "rfc8422/5.4/server-point-valid";
    return {
        tls_mutant("signs_with_a_pair_that_was_not_offered", pair, "pair-not-offered",
                   signing_with_an_unoffered_pair()),
        tls_mutant("signs_something_else", pair, "bad-signature", signing_something_else()),
        tls_mutant("names_a_curve_that_was_not_offered", point, "curve-not-offered",
                   naming_an_unoffered_curve()),
        tls_mutant("selects_finite_fields_that_are_not_listed", "rfc7919/4/offered-group-used",
                   "group-not-offered", selecting_finite_fields_that_are_not_listed(),
                   {"p2s/tls/nothing-else"}),
        tls_mutant("sends_a_point_off_the_curve", point, "point-invalid",
                   sending_a_point_off_the_curve()),
        tls_mutant("takes_points_off_the_curve", "rfc8422/5.11/client-point-validated", "accepted",
                   taking_points_off_the_curve()),
        tls_mutant("takes_all_zero_secrets_up_to_tls_1_2", "rfc8422/5.11/all-zero-secret-refused",
                   "accepted", taking_all_zero_secrets_up_to_tls_1_2()),
        tls_mutant("takes_finite_values_out_of_range", "rfc7919/4/client-value-in-range",
                   "accepted", taking_finite_values_out_of_range(), {"p2s/tls/nothing-else"}),
    };
}

std::vector<Mutant> about_hashes()
{
    const std::string hash = "rfc9155/4/no-md5-or-sha-1";
    const std::string code = "weak-hash";
    return {
        tls_mutant("signs_with_sha_1_listed_alone", hash, code, signing_with_sha_1_alone()),
        tls_mutant("signs_with_sha_1_rather_than_sha_256", hash, code,
                   signing_with_sha_1_rather()),
        tls_mutant("signs_with_sha_1_unasked", hash, code, signing_with_sha_1_unasked()),
        tls_mutant("signs_finite_fields_with_sha_1", hash, code, signing_finite_fields_with_sha_1(),
                   {"p2s/tls/nothing-else"}),
    };
}

std::vector<Mutant> about_extensions()
{
    const std::vector<std::string> sstp_over_it = {"p2s/ports/tls-443"};
    return {
        tls_mutant("omits_renegotiation_info", "rfc5746/3.6/renegotiation-info-present", "missing",
                   omitting_renegotiation_info(), sstp_over_it),
        tls_mutant("omits_extended_master_secret", "rfc7627/5.2/extended-master-secret", "missing",
                   omitting_extended_master_secret()),
        tls_mutant("selects_a_protocol_that_was_not_listed", "rfc7301/3.2/protocol-was-listed",
                   "protocol-not-listed", selecting_an_unlisted_protocol()),
        tls_mutant("goes_on_without_a_protocol", "rfc7301/3.2/protocol-was-listed",
                   "goes-on-without", going_on_without_a_protocol()),
        tls_mutant("refuses_other_protocols_by_another_alert", "rfc7301/3.2/protocol-was-listed",
                   "another-alert", refusing_other_protocols_wrongly()),
        tls_mutant("warns_of_unknown_names", "rfc6066/3/server-name", "warned",
                   warning_of_unknown_names()),
        tls_mutant("selects_deflate_beside_null", "rfc9325/3.3/no-compression",
                   "compression-selected", selecting_deflate_beside_null()),
    };
}

std::vector<Mutant> about_renegotiation()
{
    const std::string bound = "rfc5746/3.7/renegotiation-bound";
    return {
        tls_mutant("renegotiates_unbound", bound, "unbound", renegotiating_unbound()),
        tls_mutant("renegotiates_with_any_verify_data", bound, "verify-data-not-compared",
                   renegotiating_with_any_verify_data()),
        tls_mutant("renegotiates_with_the_signalling_suite", bound, "signalling-suite-accepted",
                   renegotiating_with_the_signalling_suite()),
        tls_mutant("renegotiates_as_of_old", "rfc5746/4.4/no-legacy-renegotiation", "renegotiated",
                   renegotiating_as_of_old(),
                   {"p2s/ports/tls-443", "rfc5746/3.6/renegotiation-info-present"}),
        tls_mutant("takes_filled_renegotiation_info", "rfc5746/3.6/filled-info-refused", "accepted",
                   taking_filled_renegotiation_info()),
    };
}

std::vector<Mutant> about_messages()
{
    const std::string order = "rfc5246/7.4/first-flight-in-order";
    const std::string sstp = "p2s/ports/tls-443";
    return {
        // There is no key to judge then.
        tls_mutant("omits_its_certificate", order, "certificate-missing",
                   omitting_its_certificate(),
                   {sstp, "p2s/tls/certificate", "rfc5246/7.4.2", "rfc9325/4.5"}),
        tls_mutant("sends_its_certificate_twice", order, "out-of-order",
                   sending_its_certificate_twice(), {sstp}),
        tls_mutant("asks_with_a_bare_name", "rfc5246/7.4.4/certificate-request-well-formed",
                   "malformed", asking_with_a_bare_name()),
        tls_mutant("asks_for_sha1", "rfc9155/3/broken-hash-not-requested", "broken-hash",
                   asking_for_sha1()),
        tls_mutant("lists_compressed_points_alone", "rfc8422/5.2/uncompressed-format-listed",
                   "not-listed", listing_compressed_points_alone(), {sstp}),
        tls_mutant("fills_extended_master_secret", "rfc7627/5.1/extension-is-empty", "not-empty",
                   filling_extended_master_secret(), {sstp}),
        tls_mutant("changes_to_a_cipher_of_two", "rfc5246/7.1/change-cipher-spec-is-one",
                   "malformed", changing_to_a_cipher_of_two(), {sstp}),
        tls_mutant("sends_records_of_tls_1_1", "rfc5246/6.2.1/record-version", "another-version",
                   sending_records_of_tls_1_1(), {sstp}),
    };
}

std::vector<Mutant> about_alerts()
{
    return {
        tls_mutant("ignores_close_notify", "rfc5246/7.2.1/close-notify-answered", "silent",
                   ignoring_close_notify()),
        tls_mutant("accepts_unreadable_hellos", "rfc5246/7.2.2/malformed-message-refused",
                   "accepted", accepting_unreadable_hellos()),
        tls_mutant("finds_foreign_suites_illegal", "rfc8446/4.1.1/no-common-parameters",
                   "refused-by-alert:47", finding_foreign_suites_illegal()),
        tls_mutant("refuses_foreign_suites_at_no_level", "rfc8446/4.1.1/no-common-parameters",
                   "not-fatal", refusing_foreign_suites_at_no_level()),
        tls_mutant("stays_open_after_an_alert", "rfc8446/6.2/alert-then-close", "stays-open",
                   staying_open_after_an_alert()),
        tls_mutant("says_more_after_an_alert", "rfc8446/6.2/alert-then-close", "says-more",
                   saying_more_after_an_alert()),
        tls_mutant("hangs_up_on_foreign_suites", "rfc5246/7.2.2/alert-before-close", "closed",
                   hanging_up_on_foreign_suites()),
    };
}

std::vector<Mutant> about_choices()
{
    return {
        tls_mutant("prefers_the_weakest_suite", "rfc9325/4.2.1/stronger-suite-preferred",
                   "weaker-preferred", preferring_the_weakest()),
        tls_mutant("forgets_the_downgrade_sentinel", "rfc8446/4.1.3/downgrade-sentinel",
                   "not-marked", forgetting_the_downgrade_sentinel(), {"p2s/tls/version/tls-1.3"}),
    };
}

std::vector<Mutant> about_resumption()
{
    const std::string secret = "rfc7627/5.3/resumption-keeps-extended-master-secret";
    return {
        tls_mutant("resumes_with_the_first_suite",
                   "rfc5246/7.4.1.3/resumed-session-keeps-its-suite", "another-suite",
                   resuming_with_the_first_suite()),
        tls_mutant("resumes_without_extended_master_secret", secret, "resumed-without",
                   resuming_without_extended_master_secret()),
        tls_mutant("resumes_old_sessions", secret, "resumed-with", resuming_old_sessions()),
    };
}

std::vector<Mutant> about_survival()
{
    return {
        tls_mutant("faints_at_large_hellos", "p2s/tls/large-client-hello", "did-not-survive",
                   fainting_at_large_hellos()),
        tls_mutant("faints_at_garbage", "p2s/tls/garbage-survived", "did-not-survive",
                   fainting_at_garbage()),
    };
}

}  // namespace

Mutant tls_mutant(std::string name, std::string requirement, std::string code,
                  tls::TlsListener listener, std::vector<std::string> also)
{
    const auto change = [listener = std::move(listener)](net::Ingredients& ingredients) {
        ingredients.tls_listener = listener;
    };
    return {std::move(name), std::move(requirement), std::move(code),
            "tls",           std::move(also),        change};
}

std::vector<Mutant> lying_tls_handshake_mutants()
{
    std::vector<Mutant> all;
    for (std::vector<Mutant> some :
         {about_records(), about_key_exchange(), about_hashes(), about_extensions(), about_renegotiation(),
          about_messages(), about_alerts(), about_choices(), about_resumption(),
          about_survival()}) {
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

}  // namespace gateway::mutants
