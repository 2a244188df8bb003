#include "ike/core.h"

namespace gateway::ike {

Computed carry_out(const Compute& compute)
{
    if (const auto* agreement = std::get_if<crypto::KeyAgreement>(&compute.work)) {
        return {compute.ticket, crypto::agree(*agreement)};
    }
    if (const auto* turn = std::get_if<crypto::TlsTurn>(&compute.work)) {
        return {compute.ticket, crypto::take_turn(*turn)};
    }
    if (const auto* own = std::get_if<crypto::OwnProof>(&compute.work)) {
        return {compute.ticket, crypto::prove(*own)};
    }
    return {compute.ticket, crypto::prove(std::get<crypto::MutualProof>(compute.work))};
}

}  // namespace gateway::ike
