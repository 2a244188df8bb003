#include "probes/clients/offers.h"

#include <algorithm>

namespace conformance::probes::clients {

using namespace wire::ike;
using catalog::ClientProposal;

namespace {

Proposal proposal_of(const ClientProposal& one, std::uint8_t number, std::uint8_t protocol,
                     const Octets& spi)
{
    Proposal proposal;
    proposal.number = number;
    proposal.protocol = protocol;
    proposal.spi = spi;
    const auto add = [&](TransformType type, const std::vector<std::uint16_t>& ids) {
        for (const auto id : ids) {
            proposal.transforms.push_back(transform(type, id));
        }
    };
    for (const auto& cipher : one.encryption) {
        proposal.transforms.push_back(
            transform(TransformType::encryption, cipher.number, cipher.key_length));
    }
    add(TransformType::integrity, one.integrity);
    add(TransformType::pseudorandom_function, one.prf);
    add(TransformType::key_exchange_method, one.group);
    add(TransformType::extended_sequence_numbers, one.esn);
    return proposal;
}

// Beside an AEAD it says nothing: RFC 7296, Section 3.3.
bool is_no_integrity(const Transform& transform)
{
    return transform.type == static_cast<std::uint8_t>(TransformType::integrity) &&
           transform.id == 0;
}

}  // namespace

SecurityAssociation offer_of(const std::vector<ClientProposal>& proposals, std::uint8_t protocol,
                             const Octets& spi)
{
    SecurityAssociation offer;
    for (const auto& one : proposals) {
        offer.proposals.push_back(
            proposal_of(one, static_cast<std::uint8_t>(offer.proposals.size() + 1), protocol, spi));
    }
    return offer;
}

bool is_offered(const std::vector<ClientProposal>& proposals, const Proposal& selected)
{
    return std::ranges::any_of(proposals, [&](const ClientProposal& one) {
        const auto offered = proposal_of(one, selected.number, selected.protocol, {}).transforms;
        return std::ranges::all_of(selected.transforms, [&](const Transform& transform) {
            return is_no_integrity(transform) ||
                   std::ranges::any_of(offered, [&](const Transform& other) {
                       return other.type == transform.type && other.id == transform.id &&
                              other.key_length() == transform.key_length();
                   });
        });
    });
}

bool is_offered(const std::vector<ClientProposal>& proposals, std::uint16_t group)
{
    return std::ranges::any_of(proposals, [&](const ClientProposal& one) {
        return std::ranges::find(one.group, group) != one.group.end();
    });
}

}  // namespace conformance::probes::clients
