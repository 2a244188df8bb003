#include "probes/ike/offered.h"

#include "peers/ike/initiator.h"

namespace conformance::probes::ike {

using namespace wire::ike;
using peers::ike::Answer;
using peers::ike::Initiator;

Answer offered(Bench& bench, std::vector<Proposal> proposals, std::uint16_t ke_group)
{
    std::uint8_t number = 0;
    for (auto& proposal : proposals) {
        proposal.number = ++number;
    }
    Initiator peer{bench};
    return peer.negotiate(peer.ike_sa_init({std::move(proposals), {}}, ke_group));
}

std::vector<Transform> selected_integrity(const Answer& answer)
{
    if (!answer.accepted()) {
        return {};
    }
    const auto* sa = answer.message().body<SecurityAssociation>(PayloadType::security_association);
    auto integrity = sa->proposals.front().of(TransformType::integrity);
    std::erase_if(integrity, [](const Transform& one) { return one.id == 0; });
    return integrity;
}

}  // namespace conformance::probes::ike
