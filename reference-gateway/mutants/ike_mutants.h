// The sins of the IKE responder, one file each.
#pragma once

#include <vector>

#include "mutants/mutant.h"

namespace gateway::mutants {

[[nodiscard]] std::vector<Mutant> lacks_a_row();
[[nodiscard]] std::vector<Mutant> answers_a_row_otherwise();
[[nodiscard]] std::vector<Mutant> accepts_an_extra_tuple();
[[nodiscard]] std::vector<Mutant> overlooks_alternatives();
[[nodiscard]] std::vector<Mutant> answers_ike_sa_init_wrongly();
[[nodiscard]] std::vector<Mutant> sends_a_wrong_header();
[[nodiscard]] std::vector<Mutant> misheads_invalid_major_version();
[[nodiscard]] std::vector<Mutant> changes_the_spis();
[[nodiscard]] std::vector<Mutant> minds_reserved_bits();
[[nodiscard]] std::vector<Mutant> minds_unknown_payloads();
[[nodiscard]] std::vector<Mutant> overlooks_critical_payloads();
[[nodiscard]] std::vector<Mutant> refuses_proposals_wrongly();
[[nodiscard]] std::vector<Mutant> mistakes_the_group();
[[nodiscard]] std::vector<Mutant> forgets_requests();
[[nodiscard]] std::vector<Mutant> retransmits_its_responses();
[[nodiscard]] std::vector<Mutant> misleads_nat_detection();
[[nodiscard]] std::vector<Mutant> mistakes_the_marker();
[[nodiscard]] std::vector<Mutant> selects_untidily();
[[nodiscard]] std::vector<Mutant> misreads_proposals();
[[nodiscard]] std::vector<Mutant> selects_without_protection();
[[nodiscard]] std::vector<Mutant> takes_any_public_value();
[[nodiscard]] std::vector<Mutant> misshapes_its_public_value();
[[nodiscard]] std::vector<Mutant> serves_too_early();
[[nodiscard]] std::vector<Mutant> minds_cookies();
[[nodiscard]] std::vector<Mutant> mishandles_cookies();
[[nodiscard]] std::vector<Mutant> mishandles_ike_auth();
[[nodiscard]] std::vector<Mutant> spoils_initialization_vectors();
[[nodiscard]] std::vector<Mutant> rejects_ike_auth_wrongly();
[[nodiscard]] std::vector<Mutant> mistreats_clients();
[[nodiscard]] std::vector<Mutant> miscounts_sessions();
[[nodiscard]] std::vector<Mutant> mishandles_eap();
[[nodiscard]] std::vector<Mutant> remembers_the_first_request();
[[nodiscard]] std::vector<Mutant> puts_an_spi_in_its_proposal();
[[nodiscard]] std::vector<Mutant> dies_of_odd_requests();
[[nodiscard]] std::vector<Mutant> minds_keepalives();
[[nodiscard]] std::vector<Mutant> misshapes_its_fragmentation_notify();
[[nodiscard]] std::vector<Mutant> mistreats_fragments();
[[nodiscard]] std::vector<Mutant> breaks_ike_auth();
[[nodiscard]] std::vector<Mutant> repairs_requests();
[[nodiscard]] std::vector<Mutant> minds_legal_requests();
[[nodiscard]] std::vector<Mutant> sends_what_is_reserved();
[[nodiscard]] std::vector<Mutant> answers_strangers();
[[nodiscard]] std::vector<Mutant> spoils_nonces();
[[nodiscard]] std::vector<Mutant> dies_of_odd_headers();
[[nodiscard]] std::vector<Mutant> misshapes_its_proposal();
[[nodiscard]] std::vector<Mutant> turns_some_clients_away();

}  // namespace gateway::mutants
