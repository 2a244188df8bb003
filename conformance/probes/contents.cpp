#include "probes/contents.h"

#include "probes/clients/tables.h"
#include "probes/ike/tables.h"
#include "probes/ports/tables.h"
#include "probes/tls/tables.h"

namespace conformance::probes {

std::vector<std::span<const Probe>> contents()
{
    return {
        ike::policy_row_probes(),
        ike::exactness_probes(),
        ike::rfc7296_1_probes(),
        ike::rfc7296_1_2_probes(),
        ike::rfc7296_1_4_probes(),
        ike::rfc7296_1_5_probes(),
        ike::rfc7296_2_probes(),
        ike::rfc7296_2_1_probes(),
        ike::rfc7296_2_2_probes(),
        ike::rfc7296_2_5_probes(),
        ike::rfc7296_2_6_probes(),
        ike::cookies_under_load_probes(),
        ike::rfc7296_2_5_reserved_probes(),
        ike::rfc7296_2_7_probes(),
        ike::rfc7296_2_9_probes(),
        ike::rfc7296_2_10_probes(),
        ike::rfc7296_2_14_probes(),
        ike::rfc7296_2_15_probes(),
        ike::rfc7296_2_21_2_probes(),
        ike::rfc7296_2_21_4_probes(),
        ike::rfc7296_2_23_probes(),
        ike::rfc7296_3_1_probes(),
        ike::rfc7296_3_2_probes(),
        ike::rfc7296_3_3_probes(),
        ike::rfc7296_3_3_1_probes(),
        ike::rfc7296_3_3_5_probes(),
        ike::rfc7296_3_3_6_probes(),
        ike::rfc7296_3_4_probes(),
        ike::rfc7296_3_6_probes(),
        ike::rfc7296_3_8_probes(),
        ike::rfc7296_3_14_probes(),
        ike::rfc7296_3_15_probes(),
        ike::rfc7296_5_probes(),
        ike::rfc7296_3_9_probes(),
        ike::rfc7296_3_10_probes(),
        ike::rfc7296_3_12_probes(),
        ike::rfc3948_2_2_probes(),
        ike::rfc3948_2_3_probes(),
        ike::rfc5282_probes(),
        ike::rfc5903_probes(),
        ike::rfc6989_probes(),
        ike::rfc7383_probes(),
        ike::rfc7427_probes(),
        clients::ike_sa_init_probes(),
        clients::tunnel_probes(),
        tls::version_floor_probes(),
        tls::policy_version_probes(),
        tls::policy_suite_probes(),
        tls::exactness_probes(),
        tls::policy_preference_probes(),
        tls::rfc5246_6_2_probes(),
        tls::rfc5246_7_2_probes(),
        tls::rfc5246_7_4_probes(),
        tls::rfc5246_7_4_1_probes(),
        tls::rfc5246_7_4_1_3_probes(),
        tls::rfc5246_7_4_3_probes(),
        tls::rfc5246_7_4_4_probes(),
        tls::rfc5746_3_probes(),
        tls::rfc6066_3_probes(),
        tls::rfc7301_3_probes(),
        tls::rfc7507_3_probes(),
        tls::rfc7627_5_probes(),
        tls::rfc7919_4_probes(),
        tls::rfc8422_5_probes(),
        tls::rfc8446_4_1_probes(),
        tls::rfc8446_4_1_2_probes(),
        tls::rfc8446_4_1_4_probes(),
        tls::rfc8446_4_2_8_probes(),
        tls::rfc8446_4_2_9_probes(),
        tls::rfc8446_4_2_11_probes(),
        tls::rfc8446_4_4_probes(),
        tls::rfc8446_4_6_probes(),
        tls::rfc8446_5_probes(),
        tls::rfc8446_5_tls_1_3_probes(),
        tls::rfc8446_6_probes(),
        tls::rfc8446_9_2_probes(),
        tls::rfc8446_9_3_probes(),
        tls::rfc9155_4_probes(),
        tls::rfc9325_probes(),
        tls::certificate_probes(),
        tls::policy_robustness_probes(),
        ports::ike_port_probes(),
        ports::tls_port_probes(),
        ports::ikev1_probes(),
        ports::other_port_probes(),
        ports::scan_probes(),
    };
}

std::vector<Survey> surveys()
{
    return {
        {{"clients", "ike", "ipsec", "leases", "ports"}, ike::survey},
        {{"tls", "ports"}, tls::survey_tls},
    };
}

}  // namespace conformance::probes
