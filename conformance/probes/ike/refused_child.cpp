#include "probes/ike/refused_child.h"

#include <algorithm>
#include <array>

namespace conformance::probes::ike {

using wire::ike::NotifyType;

bool is_refused_beside_the_proposal(const peers::ike::NewChild& made)
{
    constexpr std::array reasons{NotifyType::single_pair_required, NotifyType::no_additional_sas, NotifyType::internal_address_failure,
                                 NotifyType::failed_cp_required,   NotifyType::ts_unacceptable,   NotifyType::temporary_failure};
    return std::ranges::any_of(reasons, [&](NotifyType reason) { return made.is_refused_with(reason); });
}

}  // namespace conformance::probes::ike
