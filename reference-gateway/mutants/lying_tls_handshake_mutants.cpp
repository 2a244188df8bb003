#include "mutants/lying_tls_handshake_mutants.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "mutants/lying_tls_handshakes.h"

namespace gateway::mutants {
namespace {

std::vector<Mutant> about_records()
{
    return {
        tls_mutant("accepts_any_finished", "rfc8446/4.4.4/wrong-finished-refused", "accepted",
                   accepting_any_finished()),
        tls_mutant("opens_altered_records", "rfc8446/5.2/altered-record-refused", "accepted",
                   opening_altered_records()),
        tls_mutant("tells_padding_from_mac", "rfc5246/6.2.3.2/cbc-errors-alike", "told-apart",
                   telling_padding_from_mac()),
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
        tls_mutant("sends_a_point_off_the_curve", point, "point-invalid",
                   sending_a_point_off_the_curve()),
        tls_mutant("takes_points_off_the_curve", "rfc8422/5.11/client-point-validated", "accepted",
                   taking_points_off_the_curve()),
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
    for (std::vector<Mutant> some : {about_records(), about_key_exchange()}) {
        std::ranges::move(some, std::back_inserter(all));
    }
    return all;
}

}  // namespace gateway::mutants
