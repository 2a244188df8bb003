#include "probes/ike/box_requests.h"

#include <algorithm>

#include "probes/ike/finishable.h"
#include "probes/ike/room.h"

namespace conformance::probes::ike {

namespace {

using peers::ike::Initiator;
using wire::ike::SecurityAssociation;

constexpr std::uint16_t stand_in_group = 19;
constexpr std::size_t spare_for_controls = 16;  // a transform, and some

// 0 where the prober can compute in none of them.
std::uint16_t shortest_group(const Bench& bench, const std::vector<Box>& boxes)
{
    std::uint16_t best = 0;
    for (const auto& box : boxes) {
        for (const auto group : box.group) {
            if (!crypto::supports_group(group)) { continue; }
            if (best == 0 || public_octets(bench, group) < public_octets(bench, best)) { best = group; }
        }
    }
    return best;
}

bool all_can_be_finished(const std::vector<Box>& boxes)
{
    return std::ranges::all_of(boxes, [](const Box& box) { return can_be_finished(box); });
}

bool can_be_asked(const std::vector<Box>& boxes) { return all_can_be_finished(boxes) || group_beside(boxes); }

}  // namespace

SecurityAssociation offer_of(const std::vector<Box>& boxes)
{
    SecurityAssociation offer;
    for (const auto& box : boxes) {
        offer.proposals.push_back(proposal_of(box, static_cast<std::uint8_t>(offer.proposals.size() + 1)));
    }
    return offer;
}

std::uint16_t BoxRequests::ke_group(const std::vector<Box>& boxes) const
{
    if (!all_can_be_finished(boxes)) {
        if (const auto group = group_beside(boxes)) { return *group; }
    }
    return ke_group_of_its_own(boxes);
}

std::uint16_t BoxRequests::ke_group_of_its_own(const std::vector<Box>& boxes) const
{
    const auto group = shortest_group(bench_, boxes);
    return group != 0 && fits(offer_of(boxes), group) ? group : stand_in_group;
}

bool BoxRequests::fits(const SecurityAssociation& offer, std::uint16_t ke_group, std::size_t spare) const
{
    const auto longest = public_octets(bench_, ke_group) < public_octets(bench_, stand_in_group) ? stand_in_group : ke_group;
    return request_octets(bench_, offer, longest) + nat_detection_octets + spare <= most_request_octets;
}

std::size_t BoxRequests::public_octets_of(std::uint16_t group) const { return public_octets(bench_, group); }

Bulk BoxRequests::bulk_of(const SecurityAssociation& offer, std::uint16_t ke_group) const
{
    return ike::bulk_of(offer, public_octets_of(ke_group));
}

std::vector<std::vector<Box>> BoxRequests::packed(std::vector<Box> boxes) const
{
    std::ranges::stable_sort(boxes, std::greater{}, proposal_octets);
    std::vector<std::vector<Box>> packs;
    for (auto& box : boxes) {
        const auto room = std::ranges::find_if(packs, [&](auto pack) {
            pack.push_back(box);
            return can_be_asked(pack) && fits(offer_of(pack), ke_group(pack), spare_for_controls);
        });
        if (room == packs.end()) {
            packs.push_back({std::move(box)});
        } else {
            room->push_back(std::move(box));
        }
    }
    return packs;
}

Reply BoxRequests::ask(const std::vector<Box>& boxes) { return ask(offer_of(boxes), ke_group(boxes)); }

Reply BoxRequests::ask(const SecurityAssociation& offer, std::uint16_t ke_group)
{
    Initiator peer{bench_, port_};
    const auto answer = peer.negotiate(peer.ike_sa_init(offer, ke_group));
    requests_ += answer.requests;
    using enum Reply::Kind;
    if (answer.accepted()) { return {accepted, 0, answer.selected(), answer.frames}; }
    if (const auto group = answer.wanted_group()) { return {wants_group, *group, {}, answer.frames}; }
    if (!answer.is_message()) {
        ++silences_;
        return {silent, 0, {}, answer.frames};
    }
    if (answer.refused_with(wire::ike::NotifyType::no_proposal_chosen)) { return {refused, 0, {}, answer.frames}; }
    ++oddities_;
    return {odd, 0, {}, answer.frames};
}

}  // namespace conformance::probes::ike
