// RFC 7296, Section 3.3: the Security Association payload, and its Section 3.3.6: Attribute Negotiation.

#include <algorithm>
#include <array>

#include "probes/ike/box.h"
#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/room.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

// The registered transforms that may stand in one proposal with the row.
Box alternatives_of(const Bench& bench, const catalog::IkeRow& row)
{
    for (auto& box : grid(bench.registries)) {
        if (box.contains(row)) { return box; }
    }
    throw Unmet{"the known row stands outside the registered transforms"};
}

template <class T>
void thin_out(std::vector<T>& values)
{
    if (!values.empty()) { values.erase(values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2)); }
}

// Without the alternatives of the longest list that stand in its middle, until there is room for the row's KE payload.
SecurityAssociation alternatives_with_room(const Bench& bench, Box box, const catalog::IkeRow& row, Place place)
{
    for (;;) {
        SecurityAssociation offer{{proposal_with(box, {row}, place, 1)}, {}};
        const auto longest = std::max({box.encryption.size(), box.prf.size(), box.integrity.size(), box.group.size()});
        if (longest == 0 || has_room(bench, offer, row.group)) { return offer; }
        if (box.encryption.size() == longest) {
            thin_out(box.encryption);
        } else {
            thin_out(box.group.size() == longest ? box.group : box.integrity.size() == longest ? box.integrity : box.prf);
        }
    }
}

// Transforms the gateway does not know spoil nothing: among the registered ones that 1280 octets hold, the acceptable combination is
// found whether it stands first or last.
Finding all_alternatives_are_considered(Bench& bench)
{
    const auto row = known_row(bench);
    const auto box = alternatives_of(bench, row);
    const auto expected = "a row of the edition is selected from all registered transforms that fit into 1280 octets";
    Answer answer;
    for (const auto place : {Place::first, Place::last}) {
        Initiator peer{bench};
        auto offer = alternatives_with_room(bench, box, row, place);
        answer = peer.negotiate(request_with_room(peer, std::move(offer), row.group));
        if (!answer.accepted() && !answer.wanted_group()) { return fail(bench, answer, answer.code(), expected); }
    }
    return pass(bench, answer, expected);
}

std::size_t types_in(const Proposal& proposal)
{
    std::vector<std::uint8_t> types;
    for (const auto& one : proposal.transforms) {
        if (std::ranges::find(types, one.type) == types.end()) { types.push_back(one.type); }
    }
    return types.size();
}

// INTEG NONE beside an AEAD may be echoed or left out, RFC 5282, Section 8: the offer here has none.
bool stands_in(const Transform& chosen, const Proposal& offered, bool with_attributes)
{
    return std::ranges::any_of(offered.transforms, [&](const Transform& one) {
        return one.type == chosen.type && one.id == chosen.id &&
               (!with_attributes || one.attributes == chosen.attributes);
    });
}

// The answer holds the chosen proposal alone, under its own number, with one transform of each of its types and each Key Length as
// offered.
Finding one_transform_of_each_type_is_chosen(Bench& bench)
{
    const auto row = known_row(bench);
    auto second = peers::ike::proposal_of(row, 2);
    auto more = hopeless_row();
    if (row.integ == 0) { second.transforms.push_back(transform(TransformType::encryption, 20, 192)); }
    second.transforms.push_back(transform(TransformType::pseudorandom_function, more.prf));
    second.transforms.push_back(transform(TransformType::key_exchange_method, more.group));
    SecurityAssociation offer{{peers::ike::proposal_of(more, 1), second, peers::ike::proposal_of(more, 3)}, {}};
    if (!has_room(bench, offer, row.group)) { offer.proposals.pop_back(); }

    Initiator peer{bench};
    const auto answer = peer.negotiate(request_with_room(peer, offer, row.group));
    const auto expected = "proposal 2 alone, one transform of each type, Key Length as offered";
    if (!answer.accepted()) { return fail(bench, answer, answer.code(), expected); }

    const auto& proposals =
        answer.message().body<SecurityAssociation>(PayloadType::security_association)->proposals;
    const auto& chosen = proposals.front();
    if (proposals.size() != 1) { return fail(bench, answer, "proposal-count", expected); }
    if (chosen.protocol != protocol_ike || !chosen.spi.empty()) { return fail(bench, answer, "wrong-protocol", expected); }
    if (chosen.number != 2) { return fail(bench, answer, "wrong-proposal-number", expected); }
    if (chosen.transforms.size() != types_in(second) || types_in(chosen) != types_in(second)) {
        return fail(bench, answer, "transform-count", expected);
    }
    for (const auto& one : chosen.transforms) {
        if (!stands_in(one, second, false)) { return fail(bench, answer, "selected-not-offered", expected); }
        if (!stands_in(one, second, true)) { return fail(bench, answer, "key-length-changed", expected); }
    }
    return pass(bench, answer, expected);
}

const std::array table{
    Probe{"rfc7296/3.3/all-alternatives-considered", all_alternatives_are_considered, &known_row_is_accepted},
    Probe{"rfc7296/3.3.6/one-transform-of-each-type", one_transform_of_each_type_is_chosen, &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_3_3_probes() { return table; }

}  // namespace conformance::probes::ike
