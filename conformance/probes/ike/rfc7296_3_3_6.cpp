// RFC 7296, Section 3.3.6: Attribute Negotiation.

#include <algorithm>
#include <array>

#include "peers/ike/tuple.h"
#include "probes/ike/controls.h"
#include "probes/ike/expect.h"
#include "probes/ike/offered.h"
#include "probes/ike/room.h"
#include "probes/ike/rows.h"
#include "probes/ike/tables.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;

constexpr std::uint8_t unassigned_transform_type = 100;
constexpr std::uint16_t unassigned_attribute = 300;

// The known row behind all of them, or behind as many at a time as one request has room for.
std::vector<std::vector<Proposal>> with_the_known_row_last(const Bench& bench,
                                                           std::vector<Proposal> unacceptable)
{
    const auto row = known_row(bench);
    auto all = unacceptable;
    all.push_back(peers::ike::proposal_of(row));
    if (unacceptable.size() == 1 || has_room(bench, {all, {}}, row.group)) {
        return {std::move(all)};
    }
    std::vector<std::vector<Proposal>> requests;
    for (auto& one : unacceptable) {
        requests.push_back({std::move(one), peers::ike::proposal_of(row)});
    }
    return requests;
}

// Each of these is not accepted alone; behind them, the known row is.
Finding passes_over(Bench& bench, std::vector<Proposal> unacceptable)
{
    for (const auto& proposal : unacceptable) {
        const auto alone = offered(bench, {proposal}, known_row(bench).group);
        if (alone.accepted()) {
            return fail(bench, alone, "accepted",
                        "a proposal that cannot be understood is not accepted");
        }
    }
    const auto expected = "the proposal behind the unacceptable ones is selected";
    Answer answer;
    for (auto& proposals : with_the_known_row_last(bench, std::move(unacceptable))) {
        answer = offered(bench, std::move(proposals), known_row(bench).group);
        if (!answer.accepted()) {
            return fail(bench, answer, answer.code(), expected);
        }
    }
    return pass(bench, answer, expected);
}

Proposal with_unknown_attribute(const catalog::IkeRow& row)
{
    auto proposal = peers::ike::proposal_of(row);
    proposal.transforms.front().attributes.push_back({unassigned_attribute, true, 1, {}});
    return proposal;
}

// A proposal with an unknown transform type is passed over and the others are considered.
Finding unknown_transform_type_is_passed_over(Bench& bench)
{
    auto unknown = peers::ike::proposal_of(known_row(bench));
    unknown.transforms.push_back(transform(TransformType{unassigned_transform_type}, 1));
    return passes_over(bench, {unknown});
}

// A transform with an unknown attribute is passed over and others of its type are considered.
Finding unknown_attribute_is_passed_over(Bench& bench)
{
    const auto row = known_row(bench);
    auto finding = passes_over(bench, {with_unknown_attribute(row)});
    if (finding.verdict != Verdict::pass) {
        return finding;
    }

    auto both = with_unknown_attribute(row);
    const auto known = peers::ike::proposal_of(row).transforms.front();
    both.transforms.insert(both.transforms.begin() + 1, known);
    const auto answer = offered(bench, {both}, row.group);
    const auto expected = "the transform without the unknown attribute is selected";
    if (!answer.accepted()) {
        return fail(bench, answer, answer.code(), expected);
    }
    const auto chosen = answer.message()
                            .body<SecurityAssociation>(PayloadType::security_association)
                            ->proposals.front()
                            .of(TransformType::encryption);
    if (chosen.size() != 1 || chosen.front().attributes != known.attributes) {
        return fail(bench, answer, "attribute-accepted", expected);
    }
    return pass(bench, answer, expected);
}

// A proposal for an IKE SA without encryption, PRF, integrity (unless AEAD) or a group is passed
// over and the others are considered.
Finding missing_transform_type_is_passed_over(Bench& bench)
{
    const auto whole = peers::ike::proposal_of(known_row(bench));
    std::vector<Proposal> incomplete;
    for (const auto& missing : whole.transforms) {
        auto proposal = whole;
        std::erase_if(proposal.transforms,
                      [&](const Transform& one) { return one.type == missing.type; });
        incomplete.push_back(std::move(proposal));
    }
    return passes_over(bench, std::move(incomplete));
}

// INVALID_KE_PAYLOAD names a group that the initiator offered.
Finding group_asked_for_was_offered(Bench& bench)
{
    auto row = known_row(bench);
    const auto groups = groups_outside(bench, row, 2);
    row.group = groups.front();
    auto proposal = peers::ike::proposal_of(row);
    proposal.transforms.push_back(transform(TransformType::key_exchange_method, groups.back()));

    Initiator peer{bench};
    const auto answer = peer.negotiate(peer.ike_sa_init({{proposal}, {}}, row.group));
    const auto expected =
        "NO_PROPOSAL_CHOSEN, or one of the groups offered: " + std::to_string(groups.front()) +
        " and " + std::to_string(groups.back());
    const auto wanted = answer.wanted_group();
    if (wanted && std::ranges::find(groups, *wanted) == groups.end()) {
        return fail(bench, answer, "group-not-offered", expected);
    }
    auto finding = pass(bench, answer, expected);
    finding.rests_on_absence = !answer.is_message();
    return finding;
}

const std::array table{
    Probe{"rfc7296/3.3.6/unknown-transform-type-skips-the-proposal",
          unknown_transform_type_is_passed_over, &known_row_is_accepted},
    Probe{"rfc7296/3.3.6/unknown-attribute-skips-the-transform", unknown_attribute_is_passed_over,
          &known_row_is_accepted},
    Probe{"rfc7296/3.3.6/missing-transform-type-skips-the-proposal",
          missing_transform_type_is_passed_over, &known_row_is_accepted},
    Probe{"rfc7296/3.3.6/group-asked-for-was-offered", group_asked_for_was_offered,
          &known_row_is_accepted},
};

}  // namespace

std::span<const Probe> rfc7296_3_3_6_probes()
{
    return table;
}

}  // namespace conformance::probes::ike
