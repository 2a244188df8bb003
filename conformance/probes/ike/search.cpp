#include "probes/ike/search.h"

#include <algorithm>

namespace conformance::probes::ike {

namespace {

using catalog::IkeRow;
using peers::ike::Answer;
using peers::ike::Initiator;

constexpr std::size_t most_request_octets = 1280;  // RFC 7296, Section 2: what everybody must take
// Header, SA header, Nonce, both NAT detection notifies, KE header, and room for a COOKIE of 64 octets.
constexpr std::size_t request_overhead = 28 + 4 + 36 + 2 * 28 + 8 + 72;
constexpr unsigned most_silences = 6;  // a gateway that keeps silent decides nothing, and takes long over it
constexpr std::uint16_t stand_in_group = 19;
constexpr unsigned many_spot_checks = 32;  // a box, in a full run
constexpr unsigned plenty = 400;  // requests beyond the plan, unless the run is full

std::size_t ke_octets(const Bench& bench, std::uint16_t group)
{
    const auto* known = catalog::find(bench.registries.group, group);
    return known == nullptr || known->octets == 0 ? 64 : known->octets;
}

// The computable group of the boxes with the shortest public value. Where there is none, a group that is not offered: a gateway
// that accepts a tuple of the box then asks for its group, while a made-up public value would be refused for what it is.
std::uint16_t cheapest_group(const Bench& bench, const std::vector<Box>& boxes)
{
    std::uint16_t best = 0;
    for (const auto& box : boxes) {
        for (const auto group : box.group) {
            if (!crypto::supports_group(group)) { continue; }
            if (best == 0 || ke_octets(bench, group) < ke_octets(bench, best)) { best = group; }
        }
    }
    return best == 0 ? stand_in_group : best;
}

std::size_t request_octets(const Bench& bench, const std::vector<Box>& boxes, const wire::ike::SecurityAssociation& offer)
{
    return request_overhead + ke_octets(bench, cheapest_group(bench, boxes)) + wire::ike::encode(offer).size();
}

wire::ike::SecurityAssociation offer_of(const std::vector<Box>& boxes)
{
    wire::ike::SecurityAssociation offer;
    for (const auto& box : boxes) {
        offer.proposals.push_back(proposal_of(box, static_cast<std::uint8_t>(offer.proposals.size() + 1)));
    }
    return offer;
}

}  // namespace

bool Search::affordable() const
{
    return silences_ < most_silences && (bench_.full || spent_beyond_plan_ < plenty);
}

void Search::give_up(const Box& box, const std::string& why)
{
    result_.unknown += box.tuples();
    if (std::ranges::find(result_.notes, why) == result_.notes.end()) { result_.notes.push_back(why); }
}

bool Search::fits(const std::vector<Box>& boxes) const
{
    return request_octets(bench_, boxes, offer_of(boxes)) <= most_request_octets;
}

// A box as boxes that fit a request each, and so do their controls.
std::vector<Box> Search::fitting(const Box& box) const
{
    const bool fits_with_control =
        fits({box}) && request_octets(bench_, {box}, control_offer(box)) <= most_request_octets;
    if (box.is_single() || fits_with_control) { return {box}; }
    std::vector<Box> parts;
    for (const auto& half : halves(box)) {
        for (auto& part : fitting(half)) {
            parts.push_back(std::move(part));
        }
    }
    return parts;
}

std::string Search::out_of_means() const
{
    if (silences_ >= most_silences) { return "the gateway keeps silent on proposals like these"; }
    if (!result_.extra.empty()) { return "too many extra tuples to name them all; --full names every one"; }
    return "the gateway cannot cope with proposals of many transforms; --full asks for each tuple";
}

// As few requests as hold all boxes, largest first.
std::vector<std::vector<Box>> Search::packed(const std::vector<Box>& boxes) const
{
    auto sorted = boxes;
    std::ranges::stable_sort(sorted, std::greater{}, proposal_octets);
    std::vector<std::vector<Box>> packs;
    for (auto& box : sorted) {
        const auto room = std::ranges::find_if(packs, [&](auto pack) {
            pack.push_back(box);
            return fits(pack);
        });
        if (room == packs.end()) {
            packs.push_back({std::move(box)});
        } else {
            room->push_back(std::move(box));
        }
    }
    return packs;
}

Search::Asked Search::ask(const std::vector<Box>& boxes, std::uint16_t ke_group)
{
    Initiator peer{bench_, port_};
    const auto answer = peer.negotiate(peer.ike_sa_init(offer_of(boxes), ke_group));
    result_.requests += answer.requests;
    if (result_.extra.empty()) { result_.frames = answer.frames; }
    if (answer.accepted()) { return {Reply::accepted, 0, answer.selected()}; }
    if (const auto group = answer.wanted_group()) { return {Reply::wants_group, *group, {}}; }
    if (!answer.is_message()) {
        ++silences_;
        return {Reply::silent, 0, {}};
    }
    return {answer.refused_with(wire::ike::NotifyType::no_proposal_chosen) ? Reply::refused : Reply::odd, 0, {}};
}

// The box's own transforms with those of the edition's rows in their midst: a gateway that looks at the whole proposal finds a
// row in it, and one that heeds the first or the last of each type does not. Where the edition has no row of the box's kind, the
// known row is a second proposal.
wire::ike::SecurityAssociation Search::control_offer(const Box& box) const
{
    const auto rows = rows_of_its_kind(box, bench_.edition.ike);
    if (rows.empty()) { return {{proposal_of(box, 1), peers::ike::proposal_of(known_row_, 2)}, {}}; }
    return {{proposal_with(box, rows, Place::middle, 1)}, {}};
}

// Whether the gateway can cope with a proposal like this one. The KE payload stays of a group of the box, so that a healthy
// gateway asks for one of the edition's by INVALID_KE_PAYLOAD, and no SA is left half open.
bool Search::control(const Box& box)
{
    Initiator peer{bench_, port_};
    const auto answer = peer.negotiate(peer.ike_sa_init(control_offer(box), cheapest_group(bench_, {box})));
    result_.requests += answer.requests;
    if (!answer.is_message()) { ++silences_; }
    const auto& rows = bench_.edition.ike;
    if (const auto tuple = answer.selected()) { return std::ranges::find(rows, *tuple) != rows.end(); }
    const auto group = answer.wanted_group();
    return group && std::ranges::any_of(rows, [&](const IkeRow& row) { return row.group == *group; });
}

// Seeded tuples of the box, asked for alone: a gateway that mishandles boxes is found out by them.
void Search::spot_check(const Box& box)
{
    for (unsigned i = 0; i < (bench_.full ? many_spot_checks : 1) && result_.inferred != 0; ++i) {
        ask_alone(box);
    }
}

void Search::ask_alone(const Box& box)
{
    const auto tuple = tuple_at(box, bench_.random.below(static_cast<std::uint32_t>(box.tuples())));
    const Box single{{{tuple.encr, tuple.key_length}}, {tuple.prf}, {tuple.integ}, {tuple.group}};
    const auto asked = ask({single}, cheapest_group(bench_, {single}));
    --result_.inferred;
    if (asked.reply == Reply::accepted || asked.reply == Reply::wants_group) {
        name(single, tuple);
        result_.notes.push_back("a box was refused whole although one of its tuples is accepted alone");
    } else if (asked.reply == Reply::refused) {
        ++result_.measured;
    } else {
        give_up(single, "a single tuple was not answered");
    }
}

// A box that was refused counts when its control works; else its halves are asked, down to single tuples.
void Search::refused(const Box& box)
{
    if (box.is_single()) {
        ++result_.measured;
        return;
    }
    if (!affordable()) {
        give_up(box, out_of_means());
        return;
    }
    if (control(box)) {
        ++result_.boxes;
        result_.inferred += box.tuples();
        spot_check(box);
        return;
    }
    for (const auto& half : halves(box)) {
        ++spent_beyond_plan_;
        if (!affordable()) {
            give_up(half, out_of_means());
            continue;
        }
        narrow(half, cheapest_group(bench_, {half}));
    }
}

void Search::name(const Box& box, const IkeRow& tuple)
{
    ++result_.measured;
    result_.extra.push_back(tuple);
    for (const auto& rest : without(box, tuple)) {
        narrow(rest, cheapest_group(bench_, {rest}));
    }
}

// The gateway asks for a group: its tuples are in the box with that group alone, or it asks before it looks at the rest.
void Search::narrow_to_group(const Box& box, std::uint16_t group)
{
    if (std::ranges::find(box.group, group) == box.group.end()) {
        give_up(box, "the gateway asked for group " + std::to_string(group) + ", which was not offered");
        return;
    }
    auto inside = box;
    inside.group = {group};
    auto outside = box;
    std::erase(outside.group, group);
    narrow(inside, cheapest_group(bench_, {inside}));
    if (!outside.group.empty()) { narrow(outside, cheapest_group(bench_, {outside})); }
}

// One box: refused, or cut smaller until what it accepts is named.
void Search::narrow(const Box& box, std::uint16_t ke_group)
{
    ++spent_beyond_plan_;
    if (!affordable()) {
        give_up(box, out_of_means());
        return;
    }
    const auto asked = ask({box}, ke_group);
    switch (asked.reply) {
        case Reply::refused: refused(box); return;
        case Reply::accepted:
            if (box.is_single() || (asked.selected && box.contains(*asked.selected))) {
                name(box, box.is_single() ? tuple_at(box, 0) : *asked.selected);
                return;
            }
            break;  // an answer that cannot be read as one tuple: smaller boxes tell
        case Reply::wants_group:
            if (box.group.size() != 1) {
                narrow_to_group(box, asked.group);
                return;
            }
            if (box.group.front() != asked.group || ke_group == asked.group) {
                give_up(box, "the gateway asked for another group than the only one offered");
                return;
            }
            if (box.is_single()) {
                name(box, tuple_at(box, 0));
                return;
            }
            break;  // something in it is accepted: its halves tell what
        case Reply::silent:
        case Reply::odd: break;
    }
    if (box.is_single()) {
        give_up(box, "a single tuple was not answered");
        return;
    }
    for (const auto& half : halves(box)) {
        narrow(half, cheapest_group(bench_, {half}));
    }
}

void Search::examine(const std::vector<Box>& pack)
{
    if (ask(pack, cheapest_group(bench_, pack)).reply == Reply::refused) {
        for (const auto& box : pack) {
            refused(box);
        }
        return;
    }
    for (const auto& box : pack) {
        narrow(box, cheapest_group(bench_, {box}));
    }
}

SearchResult Search::run(std::vector<Box> boxes)
{
    std::vector<Box> parts;
    for (const auto& box : boxes) {
        for (auto& part : fitting(box)) {
            parts.push_back(std::move(part));
        }
    }
    for (const auto& pack : packed(parts)) {
        examine(pack);
    }
    return result_;
}

}  // namespace conformance::probes::ike
