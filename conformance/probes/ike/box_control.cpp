#include "probes/ike/box_control.h"

#include <algorithm>

#include "probes/ike/finishable.h"

namespace conformance::probes::ike {

namespace {

using catalog::IkeRow;
using wire::ike::SecurityAssociation;

constexpr std::size_t most_at_once = 20;  // proposals of one tuple each in one request

// Whether one of the proposals holds every transform of the tuple: an answer that was not offered is another fault.
bool was_offered(const IkeRow& tuple, const SecurityAssociation& offer)
{
    const auto wanted = peers::ike::proposal_of(tuple).transforms;
    return std::ranges::any_of(offer.proposals, [&](const auto& proposal) {
        return std::ranges::all_of(wanted, [&](const auto& one) {
            return std::ranges::find(proposal.transforms, one) != proposal.transforms.end();
        });
    });
}

}  // namespace

BoxControl::BoxControl(const std::vector<IkeRow>& rows, BoxRequests& requests) : requests_{requests}
{
    for (const auto& row : rows) {
        knowledge(kind_of(row.integ)).tuples.push_back(row);
    }
}

void BoxControl::know(const IkeRow& tuple)
{
    auto& kind = knowledge(kind_of(tuple.integ));
    kind.accepted = true;
    if (!is_known(tuple)) { kind.tuples.push_back(tuple); }
    if (std::ranges::find(accepted_, tuple) == accepted_.end()) { accepted_.push_back(tuple); }
}

bool BoxControl::is_known(const IkeRow& tuple) const
{
    const auto& tuples = knowledge(kind_of(tuple.integ)).tuples;
    return std::ranges::find(tuples, tuple) != tuples.end();
}

bool BoxControl::is_known_group(std::uint16_t group) const
{
    const auto has_it = [&](const IkeRow& tuple) { return tuple.group == group; };
    return std::ranges::any_of(classic_.tuples, has_it) || std::ranges::any_of(aead_.tuples, has_it);
}

SecurityAssociation BoxControl::offer(const Box& box) const
{
    const auto& kind = knowledge(kind_of(box.integrity.front()));
    if (!kind.tuples.empty() && (kind.accepted || !kind.refused)) {
        return {{proposal_with(box, kind.tuples, Place::middle, 1)}, {}};
    }
    SecurityAssociation offer{{proposal_of(box, 1)}, {}};
    if (!accepted_.empty()) { offer.proposals.push_back(peers::ike::proposal_of(accepted_.front(), 2)); }
    return offer;
}

// A group of the box, unless an SA in it could not be finished.
std::uint16_t BoxControl::ke_group(const Box& box) const
{
    const auto group = requests_.ke_group_of_its_own({box});
    std::vector<Box> unfinished;
    for (const auto* kind : {&classic_, &aead_}) {
        for (const auto& tuple : kind->tuples) {
            if (!can_be_finished(tuple)) { unfinished.push_back(single(tuple)); }
        }
    }
    const auto has_it = [&](const Box& one) { return one.group.front() == group; };
    return std::ranges::none_of(unfinished, has_it) ? group : group_beside(unfinished).value_or(group);
}

// The KE payload stays of a group of the box, so that a healthy gateway asks for a known tuple's by INVALID_KE_PAYLOAD, and no SA
// is left half open.
BoxControl::Outcome BoxControl::ask(const SecurityAssociation& hidden, std::uint16_t ke_group)
{
    auto reply = requests_.ask(hidden, ke_group);
    if (reply.kind == Reply::Kind::wants_group && is_known_group(reply.group)) { return {true, {}, reply.frames}; }
    const bool can_follow = crypto::supports_group(reply.group) && requests_.fits(hidden, reply.group);
    if (reply.kind == Reply::Kind::wants_group && can_follow) {
        reply = requests_.ask(finishable_part(hidden), reply.group);
    }
    if (!reply.selected || !was_offered(*reply.selected, hidden)) { return {false, {}, reply.frames}; }
    if (!is_known(*reply.selected)) { return {false, reply.selected, reply.frames}; }
    know(*reply.selected);
    return {true, {}, reply.frames};
}

// Whether the gateway accepts anything of this kind, when each tuple is a proposal of its own. What is not plainly refused may be.
void BoxControl::try_each(Knowledge& kind)
{
    for (std::size_t first = 0; first < kind.tuples.size() && !kind.accepted; first += most_at_once) {
        std::vector<Box> singles;
        for (std::size_t i = first; i < std::min(first + most_at_once, kind.tuples.size()); ++i) {
            singles.push_back(single(kind.tuples[i]));
        }
        kind.accepted = requests_.ask(singles).kind != Reply::Kind::refused;
    }
    kind.refused = !kind.accepted;
}

BoxControl::Outcome BoxControl::check(const Box& box)
{
    auto& kind = knowledge(kind_of(box.integrity.front()));
    auto outcome = ask(box);
    if (outcome.held || outcome.stranger || !is_unsettled(kind)) { return outcome; }
    try_each(kind);
    return kind.refused ? ask(box) : outcome;
}

BoxControl::Outcome BoxControl::check(const Box& box, const std::vector<Box>& company, const Bulk& wanted, Side side)
{
    const auto group = ke_group(box);
    const auto fits = [&](const SecurityAssociation& offer) { return requests_.fits(offer, group); };
    const auto hidden = in_company(offer(box), company, wanted, requests_.public_octets_of(group), side, fits);
    if (!hidden) { return {}; }
    auto& kind = knowledge(kind_of(box.integrity.front()));
    const auto outcome = ask(*hidden, group);
    if (outcome.held || outcome.stranger || !is_unsettled(kind)) { return outcome; }
    try_each(kind);
    return kind.refused ? check(box, company, wanted, side) : outcome;
}

}  // namespace conformance::probes::ike
