#include "probes/ike/finishable.h"

#include <algorithm>
#include <array>

#include "crypto/key_exchange.h"
#include "peers/ike/key_schedule.h"
#include "peers/ike/tuple.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint16_t aes_cbc = 12;
constexpr std::uint16_t hmac_sha2_256 = 5;
constexpr std::uint16_t hmac_sha2_256_128 = 12;
// What parts of the others are made by: one has it alone, one has it not.
constexpr std::uint16_t dividing_group = 19;

// Each judged beside others that are known to do.
bool has_encryption(const Encryption& one)
{
    const catalog::IkeRow aead{one.number, one.key_length, hmac_sha2_256, 0, 0};
    const catalog::IkeRow classic{one.number, one.key_length, hmac_sha2_256, hmac_sha2_256_128, 0};
    return peers::ike::can_derive_keys(aead) || peers::ike::can_derive_keys(classic);
}

bool has_prf(std::uint16_t prf)
{
    return peers::ike::can_derive_keys({aes_cbc, 128, prf, hmac_sha2_256_128, 0});
}

bool has_integrity(std::uint16_t integrity)
{
    return integrity == 0 || peers::ike::can_derive_keys({aes_cbc, 128, hmac_sha2_256, integrity, 0});
}

// Those that the prober has, and those that it has not.
template <class T, class Has>
std::array<std::vector<T>, 2> divided(const std::vector<T>& values, Has has)
{
    std::array<std::vector<T>, 2> result;
    for (const auto& one : values) {
        result[has(one) ? 0 : 1].push_back(one);
    }
    return result;
}

void add(std::vector<Box>& boxes, Box box)
{
    if (box.tuples() != 0) {
        boxes.push_back(std::move(box));
    }
}

bool has(const Transform& one)
{
    switch (one.type) {
        case static_cast<std::uint8_t>(TransformType::encryption):
            return has_encryption({one.id, one.key_length().value_or(0)});
        case static_cast<std::uint8_t>(TransformType::pseudorandom_function): return has_prf(one.id);
        case static_cast<std::uint8_t>(TransformType::integrity): return has_integrity(one.id);
        default: return true;
    }
}

}  // namespace

bool can_be_finished(const catalog::IkeRow& tuple)
{
    return peers::ike::can_derive_keys(tuple) && crypto::supports_group(tuple.group);
}

bool can_be_finished(const Box& box)
{
    return std::ranges::all_of(box.encryption, has_encryption) && std::ranges::all_of(box.prf, has_prf) &&
           std::ranges::all_of(box.integrity, has_integrity);
}

std::vector<Box> parts_to_ask(const Box& box)
{
    const auto encryption = divided(box.encryption, has_encryption);
    const auto prf = divided(box.prf, has_prf);
    const auto integrity = divided(box.integrity, has_integrity);
    std::vector<Box> parts;
    add(parts, {encryption[0], prf[0], integrity[0], box.group});
    for (const auto& other : {Box{encryption[1], box.prf, box.integrity, box.group},
                              Box{encryption[0], prf[1], box.integrity, box.group},
                              Box{encryption[0], prf[0], integrity[1], box.group}}) {
        const auto divided_by_group = parted_by_group(other, dividing_group);
        add(parts, divided_by_group.with);
        add(parts, divided_by_group.without);
    }
    return parts;
}

std::vector<Box> parts_to_ask(const std::vector<Box>& boxes)
{
    std::vector<Box> parts;
    for (const auto& box : boxes) {
        std::ranges::move(parts_to_ask(box), std::back_inserter(parts));
    }
    return parts;
}

std::optional<std::uint16_t> group_beside(const std::vector<Box>& boxes)
{
    for (const std::uint16_t group : std::array<std::uint16_t, 5>{dividing_group, 31, 20, 14, 2}) {
        const auto holds_it = [&](const Box& box) {
            return std::ranges::find(box.group, group) != box.group.end();
        };
        if (std::ranges::none_of(boxes, holds_it)) {
            return group;
        }
    }
    return std::nullopt;
}

SecurityAssociation finishable_part(const SecurityAssociation& offer)
{
    auto part = offer;
    for (auto& proposal : part.proposals) {
        std::erase_if(proposal.transforms, [](const Transform& one) { return !has(one); });
    }
    return part;
}

Message request_for(peers::ike::Initiator& peer, const catalog::IkeRow& row)
{
    const auto group = can_be_finished(row) ? row.group : *group_beside({single(row)});
    return peer.ike_sa_init(peers::ike::offer_of(row), group);
}

}  // namespace conformance::probes::ike
