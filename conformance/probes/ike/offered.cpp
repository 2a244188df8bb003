#include "probes/ike/offered.h"

#include "peers/ike/initiator.h"
#include "probes/ike/room.h"

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
    return peer.negotiate(request_with_room(peer, {std::move(proposals), {}}, ke_group));
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
