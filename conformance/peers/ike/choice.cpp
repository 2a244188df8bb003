#include "peers/ike/choice.h"

#include <algorithm>

#include "crypto/key_exchange.h"
#include "crypto/prf.h"
#include "crypto/protection.h"

namespace conformance::peers::ike {

namespace {

using namespace wire::ike;

constexpr std::uint16_t none = 0;

const Transform* with_id(const std::vector<Transform>& transforms, std::uint16_t id)
{
    const auto found = std::ranges::find(transforms, id, &Transform::id);
    return found == transforms.end() ? nullptr : &*found;
}

// Encryption, and integrity where it takes one.
std::optional<std::vector<Transform>> chosen_protection(const Proposal& proposal)
{
    for (const auto& encryption : proposal.of(TransformType::encryption)) {
        const auto key_length = encryption.key_length().value_or(0);
        if (crypto::lengths({encryption.id, key_length, none})) {
            return {{encryption}};
        }
        for (const auto& integrity : proposal.of(TransformType::integrity)) {
            if (integrity.id != none &&
                crypto::lengths({encryption.id, key_length, integrity.id})) {
                return {{encryption, integrity}};
            }
        }
    }
    return std::nullopt;
}

std::optional<Proposal> reduced(const Proposal& offered, std::uint16_t protocol)
{
    const auto protection = chosen_protection(offered);
    if (offered.protocol != protocol || !protection) {
        return std::nullopt;
    }
    Proposal proposal;
    proposal.number = offered.number;
    proposal.protocol = offered.protocol;
    proposal.spi = offered.spi;
    proposal.transforms = *protection;
    return proposal;
}

}  // namespace

std::optional<Proposal> chosen_for_ike(const SecurityAssociation& offer, std::uint16_t group)
{
    constexpr std::size_t spi_octets = 8;
    for (const auto& offered : offer.proposals) {
        auto proposal = reduced(offered, protocol_ike);
        const auto groups = offered.of(TransformType::key_exchange_method);
        const auto prfs = offered.of(TransformType::pseudorandom_function);
        const auto prf = std::ranges::find_if(
            prfs, [](const auto& one) { return crypto::prf_octets(one.id).has_value(); });
        const auto* exchange = with_id(groups, group);
        if (!proposal || offered.spi.size() != spi_octets || prf == prfs.end() ||
            exchange == nullptr || !crypto::supports_group(group)) {
            continue;
        }
        proposal->transforms.push_back(*prf);
        proposal->transforms.push_back(*exchange);
        return proposal;
    }
    return std::nullopt;
}

std::optional<Proposal> chosen_for_esp(const SecurityAssociation& offer, std::uint16_t group)
{
    constexpr std::size_t spi_octets = 4;
    for (const auto& offered : offer.proposals) {
        auto proposal = reduced(offered, protocol_esp);
        const auto groups = offered.of(TransformType::key_exchange_method);
        const auto numbers = offered.of(TransformType::extended_sequence_numbers);
        const auto* short_numbers = with_id(numbers, none);
        const auto* exchange = with_id(groups, group);
        const bool has_group = group == none ? groups.empty() || exchange != nullptr
                                             : exchange != nullptr && crypto::supports_group(group);
        if (!proposal || offered.spi.size() != spi_octets || !has_group ||
            (short_numbers == nullptr && !numbers.empty())) {
            continue;
        }
        if (exchange != nullptr) {
            proposal->transforms.push_back(*exchange);
        }
        if (short_numbers != nullptr) {
            proposal->transforms.push_back(*short_numbers);
        }
        return proposal;
    }
    return std::nullopt;
}

std::optional<std::uint16_t> known_group(const SecurityAssociation& offer)
{
    for (const auto& proposal : offer.proposals) {
        for (const auto& group : proposal.of(TransformType::key_exchange_method)) {
            if (crypto::supports_group(group.id)) {
                return group.id;
            }
        }
    }
    return std::nullopt;
}

}  // namespace conformance::peers::ike
