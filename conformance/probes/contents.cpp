#include "probes/contents.h"

#include "probes/ike/tables.h"

namespace conformance::probes {

std::vector<std::span<const Probe>> contents()
{
    return {
        ike::policy_row_probes(),
        ike::exactness_probes(),
        ike::rfc7296_1_2_probes(),
        ike::rfc7296_2_1_probes(),
        ike::rfc7296_2_5_probes(),
        ike::rfc7296_2_7_probes(),
        ike::rfc7296_2_14_probes(),
        ike::rfc7296_2_23_probes(),
        ike::rfc7296_3_1_probes(),
        ike::rfc7296_3_3_probes(),
        ike::rfc3948_2_2_probes(),
    };
}

std::vector<Survey> surveys()
{
    return {
        {{"ike", "ports"}, ike::survey},
    };
}

}  // namespace conformance::probes
