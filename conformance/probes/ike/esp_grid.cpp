#include "probes/ike/esp_grid.h"

#include <algorithm>

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using catalog::IkeRow;
using catalog::IpsecRow;

constexpr std::uint16_t ecp_256 = 19, modp_2048 = 14;
constexpr std::uint16_t esn_off = 0, esn_on = 1;

Box in_groups(Box box, std::vector<std::uint16_t> groups)
{
    box.prf = {0};
    box.group = std::move(groups);
    return box;
}

}  // namespace

IkeRow as_tuple(const IpsecRow& row)
{
    return {.encr = row.encr, .key_length = row.key_length, .prf = 0, .integ = row.integ, .group = row.pfs};
}

IpsecRow as_row(const IkeRow& tuple)
{
    return {.encr = tuple.encr, .key_length = tuple.key_length, .integ = tuple.integ, .pfs = tuple.group};
}

std::vector<IkeRow> as_tuples(const std::vector<IpsecRow>& rows)
{
    std::vector<IkeRow> tuples;
    std::ranges::transform(rows, std::back_inserter(tuples), as_tuple);
    return tuples;
}

std::vector<Box> esp_complement(const catalog::Registries& registries, const std::vector<IpsecRow>& rows)
{
    std::vector<Box> boxes;
    for (const auto& whole : grid(registries)) {
        auto others = whole.group;
        std::erase(others, ecp_256);
        for (const auto& groups : {std::vector<std::uint16_t>{0}, {ecp_256}, others}) {
            std::ranges::move(without(in_groups(whole, groups), as_tuples(rows)), std::back_inserter(boxes));
        }
    }
    return boxes;
}

std::vector<Box> unprotected_tuples(const catalog::Registries& registries)
{
    std::vector<Box> boxes;
    for (const auto& whole : grid(registries)) {
        if (whole.integrity == std::vector<std::uint16_t>{0}) { continue; }
        for (const auto& one : whole.encryption) {
            boxes.push_back({{one}, {0}, {0}, {0}});
        }
    }
    return boxes;
}

bool has_groups(const Box& box) { return box.group != std::vector<std::uint16_t>{0}; }

std::uint16_t group_beside(const Box& box)
{
    if (!has_groups(box)) { return 0; }
    return std::ranges::find(box.group, ecp_256) == box.group.end() ? ecp_256 : modp_2048;
}

Proposal esp_proposal_of(Proposal proposal, View spi)
{
    std::erase_if(proposal.transforms, [](const Transform& one) {
        return one.type == static_cast<std::uint8_t>(TransformType::pseudorandom_function);
    });
    const auto groups = proposal.of(TransformType::key_exchange_method);
    if (groups.size() == 1 && groups.front().id == 0) {
        std::erase_if(proposal.transforms, [](const Transform& one) {
            return one.type == static_cast<std::uint8_t>(TransformType::key_exchange_method);
        });
    }
    for (const auto esn : {esn_off, esn_on}) {
        proposal.transforms.push_back(transform(TransformType::extended_sequence_numbers, esn));
    }
    proposal.protocol = protocol_esp;
    proposal.spi.assign(spi.begin(), spi.end());
    return proposal;
}

}  // namespace conformance::probes::ike
