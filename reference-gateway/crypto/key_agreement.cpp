#include "crypto/key_agreement.h"

#include <algorithm>
#include <array>

#include "crypto/groups.h"

namespace gateway::crypto {
namespace {

struct Group {
    std::uint16_t number;
    std::size_t public_value_size;
    std::size_t private_seed_size;
    std::optional<Agreed> (*agree)(const KeyAgreement&);
    Octets (*generator)(std::uint16_t);
};

// Exponents of the MODP groups are short but never below twice the strength of the group.
constexpr std::array groups{
    Group{1, 96, 32, agree_modp, generator_modp},
    Group{2, 128, 32, agree_modp, generator_modp},
    Group{5, 192, 40, agree_modp, generator_modp},
    Group{14, 256, 40, agree_modp, generator_modp},
    Group{15, 384, 48, agree_modp, generator_modp},
    Group{16, 512, 48, agree_modp, generator_modp},
    Group{17, 768, 56, agree_modp, generator_modp},
    Group{18, 1024, 64, agree_modp, generator_modp},
    Group{19, 64, 48, agree_ecp, generator_ecp},
    Group{20, 96, 64, agree_ecp, generator_ecp},
    Group{21, 132, 82, agree_ecp, generator_ecp},
    Group{24, 256, 48, agree_modp, generator_modp},
    Group{31, 32, 32, agree_curve25519, generator_curve25519},
};

const Group* find(std::uint16_t number) noexcept
{
    const auto* found = std::ranges::find(groups, number, &Group::number);
    return found == groups.end() ? nullptr : found;
}

}  // namespace

bool knows_group(std::uint16_t group) noexcept
{
    return find(group) != nullptr;
}

std::size_t public_value_size(std::uint16_t group) noexcept
{
    const Group* found = find(group);
    return found == nullptr ? 0 : found->public_value_size;
}

std::size_t private_seed_size(std::uint16_t group) noexcept
{
    const Group* found = find(group);
    return found == nullptr ? 0 : found->private_seed_size;
}

Octets generator(std::uint16_t group)
{
    const Group* found = find(group);
    return found == nullptr ? Octets{} : found->generator(group);
}

std::optional<Agreed> agree(const KeyAgreement& work)
{
    const Group* group = find(work.group);
    if (group == nullptr || work.peer_public.size() != group->public_value_size ||
        work.private_seed.size() != group->private_seed_size) {
        return std::nullopt;
    }
    return group->agree(work);
}

}  // namespace gateway::crypto
