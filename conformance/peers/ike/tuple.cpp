#include "peers/ike/tuple.h"

namespace conformance::peers::ike {

using wire::ike::Proposal;
using wire::ike::transform;
using wire::ike::TransformType;

Proposal proposal_of(const catalog::IkeRow& row, std::uint8_t number)
{
    Proposal proposal;
    proposal.number = number;
    proposal.transforms.push_back(transform(TransformType::encryption, row.encr, row.key_length));
    if (row.integ != 0) { proposal.transforms.push_back(transform(TransformType::integrity, row.integ)); }
    proposal.transforms.push_back(transform(TransformType::pseudorandom_function, row.prf));
    proposal.transforms.push_back(transform(TransformType::key_exchange_method, row.group));
    return proposal;
}

wire::ike::SecurityAssociation offer_of(const catalog::IkeRow& row) { return {{proposal_of(row)}, {}}; }

std::optional<catalog::IkeRow> tuple_of(const Proposal& proposal)
{
    const auto encryption = proposal.of(TransformType::encryption);
    const auto prf = proposal.of(TransformType::pseudorandom_function);
    const auto integrity = proposal.of(TransformType::integrity);
    const auto group = proposal.of(TransformType::key_exchange_method);
    if (encryption.size() != 1 || prf.size() != 1 || integrity.size() > 1 || group.size() != 1) {
        return std::nullopt;
    }
    catalog::IkeRow row;
    row.encr = encryption[0].id;
    row.key_length = encryption[0].key_length().value_or(0);
    row.prf = prf[0].id;
    row.integ = integrity.empty() ? std::uint16_t{0} : integrity[0].id;
    row.group = group[0].id;
    return row;
}

}  // namespace conformance::peers::ike
