#include "ike/core.h"

namespace gateway::ike {

Computed carry_out(const Compute& compute)
{
    if (const auto* agreement = std::get_if<crypto::KeyAgreement>(&compute.work)) {
        return {compute.ticket, crypto::agree(*agreement)};
    }
    return {compute.ticket, crypto::prove(std::get<crypto::MutualProof>(compute.work))};
}

}  // namespace gateway::ike
