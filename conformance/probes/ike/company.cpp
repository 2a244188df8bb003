#include "probes/ike/company.h"

#include <algorithm>
#include <array>

namespace conformance::probes::ike {

namespace {

using wire::ike::SecurityAssociation;

constexpr std::size_t most_proposals = 40;

// Most transforms to the octet: those with a key length attribute are longer.
Box dense_part(Box box)
{
    box.encryption.resize(1);
    return box;
}

// Where no proposal fits any more, the last one gets encryption transforms back.
void grow(Box& last, const Box& whole, const std::function<bool()>& fits)
{
    while (last.encryption.size() < whole.encryption.size()) {
        last.encryption.push_back(whole.encryption[last.encryption.size()]);
        if (!fits()) {
            last.encryption.pop_back();
            return;
        }
    }
}

// Less one transform, or nothing when there is one of each type.
std::optional<Box> less_one(Box box)
{
    const std::array lists{&box.group, &box.integrity, &box.prf};
    auto* longest = *std::ranges::max_element(lists, {}, [](const auto* list) { return list->size(); });
    if (longest->size() < 2) { return std::nullopt; }
    longest->pop_back();
    return box;
}

SecurityAssociation joined(const SecurityAssociation& offer, const std::vector<Box>& others, Side side)
{
    SecurityAssociation all;
    for (const auto& box : others) {
        all.proposals.push_back(proposal_of(box, 0));
    }
    all.proposals.insert(side == Side::before ? all.proposals.end() : all.proposals.begin(), offer.proposals.begin(),
                         offer.proposals.end());
    for (std::size_t i = 0; i < all.proposals.size(); ++i) {
        all.proposals[i].number = static_cast<std::uint8_t>(i + 1);
    }
    return all;
}

}  // namespace

void Bulk::grow_to(const Bulk& other)
{
    proposals = std::max(proposals, other.proposals);
    transforms = std::max(transforms, other.transforms);
    octets = std::max(octets, other.octets);
}

Bulk bulk_of(const SecurityAssociation& offer, std::size_t public_octets)
{
    Bulk bulk{offer.proposals.size(), 0, encode(offer).size() + public_octets};
    for (const auto& proposal : offer.proposals) {
        bulk.transforms += proposal.transforms.size();
    }
    return bulk;
}

std::optional<SecurityAssociation> in_company(const SecurityAssociation& offer, const std::vector<Box>& company,
                                              const Bulk& wanted, std::size_t public_octets, Side side, const Fits& fits)
{
    std::vector<Box> others;
    auto all = joined(offer, others, side);
    for (std::size_t i = 0; !bulk_of(all, public_octets).covers(wanted) && !company.empty() && i < most_proposals; ++i) {
        std::optional<Box> next = dense_part(company[i % company.size()]);
        others.push_back(*next);
        while (next && !fits(joined(offer, others, side))) {
            next = less_one(*next);
            if (next) { others.back() = *next; }
        }
        if (!next) {
            others.pop_back();
            if (others.empty()) { return std::nullopt; }
            grow(others.back(), company[(i - 1) % company.size()], [&] { return fits(joined(offer, others, side)); });
            all = joined(offer, others, side);
            break;
        }
        all = joined(offer, others, side);
    }
    return bulk_of(all, public_octets).covers(wanted) ? std::optional{all} : std::nullopt;
}

}  // namespace conformance::probes::ike
