#include "mutants/contents.h"

#include "mutants/esp_mutants.h"
#include "mutants/ike_mutants.h"
#include "mutants/mutants_within.h"
#include "mutants/port_mutants.h"
#if __has_include("mutants/lying_tls_mutants.h")
#include "mutants/lying_tls_mutants.h"
#define GATEWAY_HAS_LYING_TLS
#endif

namespace gateway::mutants {

std::vector<Mutant> all_mutants()
{
    using Family = std::vector<Mutant> (*)();
    constexpr Family families[] = {
        lacks_a_row,
        answers_a_row_otherwise,
        accepts_an_extra_tuple,
        overlooks_alternatives,
        answers_ike_sa_init_wrongly,
        sends_a_wrong_header,
        misheads_invalid_major_version,
        changes_the_spis,
        minds_reserved_bits,
        minds_unknown_payloads,
        overlooks_critical_payloads,
        refuses_proposals_wrongly,
        mistakes_the_group,
        forgets_requests,
        retransmits_its_responses,
        misleads_nat_detection,
        mistakes_the_marker,
        selects_untidily,
        misreads_proposals,
        selects_without_protection,
        takes_any_public_value,
        misshapes_its_public_value,
        serves_too_early,
        minds_cookies,
        mishandles_cookies,
        mishandles_ike_auth,
        spoils_initialization_vectors,
        mistreats_clients,
        miscounts_sessions,
        starves_sessions,
        mishandles_eap,
        remembers_the_first_request,
        rejects_ike_auth_wrongly,
        puts_an_spi_in_its_proposal,
        dies_of_odd_requests,
        minds_keepalives,
        misshapes_its_fragmentation_notify,
        mistreats_fragments,
        breaks_ike_auth,
        repairs_requests,
        minds_legal_requests,
        sends_what_is_reserved,
        answers_strangers,
        spoils_nonces,
        dies_of_odd_headers,
        misshapes_its_proposal,
        mishandles_rekeying,
        mishandles_requests_within,
        mishandles_mobike,
        mistakes_ipsec_rows,
        mistreats_esp_packets,
        mistakes_esp_traffic,
        sends_esp_wrongly,
        loses_child_sas,
        overlooks_checksums,
        tells_clients_wrongly,
        turns_some_clients_away,
        is_deaf_on_a_port,
        answers_from_another_port,
        answers_ikev1,
        serves_something_else_on_443,
        answers_openvpn_on_udp,
        opens_another_port,
#ifdef GATEWAY_HAS_LYING_TLS
        lying_tls_mutants,
#endif
    };
    std::vector<Mutant> all;
    for (const Family family : families) {
        for (Mutant& mutant : family()) {
            all.push_back(std::move(mutant));
        }
    }
    return all;
}

}  // namespace gateway::mutants
