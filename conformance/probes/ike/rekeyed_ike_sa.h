// An IKE SA that the client has rekeyed.
#pragma once

#include "probes/ike/rekeying.h"

namespace conformance::probes::ike {

using peers::ike::NewIkeSa;

// By the row accepted at the start; and by one of the edition that has another PRF, if there is one
// that the prober computes.
[[nodiscard]] NewIkeSa rekeyed_ike_sa(Bench& bench, Tunnel& tunnel);
[[nodiscard]] std::optional<NewIkeSa> rekeyed_to_another_prf(Bench& bench, Tunnel& tunnel);
// Deletes the old IKE SA, as is the duty of who has rekeyed it; then requests go under the new one.
// What answered the Delete.
[[nodiscard]] Conclusion go_on_under(Tunnel& tunnel, const peers::ike::OwnSa& next);

}  // namespace conformance::probes::ike
