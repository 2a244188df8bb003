#include "peers/ike/child_offer.h"

#include <algorithm>

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

constexpr std::uint16_t no_esn = 0;

}  // namespace

Octets fresh_esp_spi(Random& random)
{
    auto octets = random.octets(4);
    octets[0] |= 0x10;
    return octets;
}

Proposal esp_proposal(const catalog::IpsecRow& row, View spi, std::uint8_t number)
{
    Proposal proposal;
    proposal.number = number;
    proposal.protocol = protocol_esp;
    proposal.spi.assign(spi.begin(), spi.end());
    proposal.transforms.push_back(transform(TransformType::encryption, row.encr, row.key_length));
    if (row.integ != 0) { proposal.transforms.push_back(transform(TransformType::integrity, row.integ)); }
    if (row.pfs != 0) { proposal.transforms.push_back(transform(TransformType::key_exchange_method, row.pfs)); }
    proposal.transforms.push_back(transform(TransformType::extended_sequence_numbers, no_esn));
    return proposal;
}

std::optional<catalog::IpsecRow> esp_row_of(const Proposal& proposal)
{
    const auto encryption = proposal.of(TransformType::encryption);
    const auto integrity = proposal.of(TransformType::integrity);
    const auto group = proposal.of(TransformType::key_exchange_method);
    if (proposal.protocol != protocol_esp || encryption.size() != 1 || integrity.size() > 1 || group.size() > 1) { return std::nullopt; }
    return catalog::IpsecRow{.encr = encryption[0].id,
                             .key_length = encryption[0].key_length().value_or(0),
                             .integ = integrity.empty() ? std::uint16_t{0} : integrity[0].id,
                             .pfs = group.empty() ? std::uint16_t{0} : group[0].id};
}

std::vector<catalog::IpsecRow> esp_tuples(const catalog::Edition& edition)
{
    std::vector<catalog::IpsecRow> rows;
    for (auto row : edition.ipsec) {
        row.pfs = 0;
        if (std::ranges::find(rows, row) == rows.end()) { rows.push_back(row); }
    }
    return rows;
}

SecurityAssociation child_offer(const std::vector<catalog::IpsecRow>& rows, Random& random)
{
    const auto spi = fresh_esp_spi(random);
    SecurityAssociation offer;
    for (const auto& row : rows) {
        offer.proposals.push_back(esp_proposal(row, spi, static_cast<std::uint8_t>(offer.proposals.size() + 1)));
    }
    return offer;
}

TrafficSelectors every_ipv4_packet() { return {0, {{selector_ipv4_range, 0, 0, 0xffff, {0, 0, 0, 0, 255, 255, 255, 255}}}}; }

}  // namespace conformance::peers::ike
