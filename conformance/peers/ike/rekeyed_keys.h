// The keys of an IKE SA that takes the place of another: RFC 7296, Section 2.18.
#pragma once

#include "peers/ike/key_schedule.h"

namespace conformance::peers::ike {

// By the PRF and the SK_d of the old one; of the exchange's own secret, nonces and SPIs. Nothing
// for an algorithm that the prober does not have.
[[nodiscard]] std::optional<IkeKeys> derive_rekeyed_keys(const catalog::IkeRow& tuple,
                                                         std::uint16_t old_prf, View old_d,
                                                         View shared_secret, const Nonces& nonces,
                                                         View spis);

}  // namespace conformance::peers::ike
