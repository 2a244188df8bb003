#include "probes/ike/esp_search.h"

#include <algorithm>

#include "peers/ike/child_offer.h"
#include "probes/ike/refused_child.h"

namespace conformance::probes::ike {

namespace {

using namespace wire::ike;
using catalog::IkeRow;
using catalog::IpsecRow;

constexpr std::uint16_t ecp_256 = 19;
constexpr unsigned most_requests = 600, most_tunnels = 4;
constexpr std::size_t most_extra = 100;

}  // namespace

bool EspSearch::affordable() const { return result_.requests < most_requests && result_.extra.size() < most_extra; }

std::string EspSearch::out_of_means() const
{
    return result_.extra.size() < most_extra ? "the requests for the grid ran out" : "too much is accepted to name all of it";
}

// The first must open; one that is gone is replaced, if it can be.
Tunnel* EspSearch::tunnel()
{
    if (!tunnel_ && opened_ < most_tunnels) {
        ++opened_;
        try {
            tunnel_.emplace(established_tunnel(bench_));
        } catch (const Unmet&) {
            if (opened_ == 1) { throw; }
        }
    }
    return tunnel_ ? &*tunnel_ : nullptr;
}

// The KE payload is of a group beside the box, unless another is wanted: then acceptance shows as INVALID_KE_PAYLOAD.
EspSearch::Reply EspSearch::ask(const Box& box, std::optional<std::uint16_t> ke_group)
{
    auto* here = tunnel();
    if (here == nullptr) { return {Kind::unanswered, {}, {}, "no tunnel"}; }
    const auto spi = peers::ike::fresh_esp_spi(bench_.random);
    const SecurityAssociation offer{{esp_proposal_of(proposal_of(box, 1), spi)}, {}};
    const auto made = here->open_child(here->create_child_sa(offer, ke_group.value_or(group_beside(box))));
    ++result_.requests;
    Reply reply{Kind::other, {}, made.wanted_group, made.code()};
    if (made.selected) {
        reply.kind = Kind::accepted;
        if (const auto row = peers::ike::esp_row_of(*made.selected)) { reply.selected = as_tuple(*row); }
        (void)here->close_child(spi);
    } else if (made.wanted_group && std::ranges::find(box.group, *made.wanted_group) != box.group.end()) {
        // A gateway may look at the group before it looks at the proposal, and ask for one that was not offered.
        reply.kind = Kind::accepted;
    } else if (made.is_refused_with(NotifyType::no_proposal_chosen)) {
        reply.kind = Kind::refused;
    } else if (is_refused_beside_the_proposal(made)) {
        result_.allows_no_other = true;
    } else if (!made.conclusion.opened) {
        reply.kind = Kind::unanswered;
        tunnel_.reset();
    }
    if (reply.kind == Kind::accepted || result_.extra.empty()) { result_.frames = made.conclusion.answer.frames; }
    return reply;
}

void EspSearch::give_up(const Box& box, const std::string& why)
{
    result_.unknown += box.tuples();
    if (std::ranges::find(result_.notes, why) == result_.notes.end() && result_.notes.size() < 5) { result_.notes.push_back(why); }
}

void EspSearch::name(const Box& box, const IkeRow& tuple)
{
    ++result_.measured;
    result_.extra.push_back(as_row(tuple));
    std::ranges::move(without(box, tuple), std::back_inserter(waiting_));
}

// Something of the box is accepted: which tuple?
void EspSearch::look_into(const Box& box, const Reply& reply)
{
    if (reply.selected && box.contains(*reply.selected)) { return name(box, *reply.selected); }
    if (box.is_single()) {
        const auto tuple = tuple_at(box, 0);
        if (tuple.group == 0 || !crypto::supports_group(tuple.group)) { return name(box, tuple); }
        const auto shown = ask(box, tuple.group);
        if (shown.selected && box.contains(*shown.selected)) { return name(box, tuple); }
        if (shown.kind == Kind::refused) {
            refused_.push_back(box);
            return;
        }
        return give_up(box, "asked for its group, and then answered with: " + shown.code);
    }
    const auto group = reply.wanted_group;
    if (group && crypto::supports_group(*group)) {
        const auto parts = parted_by_group(box, *group);
        if (parts.with.tuples() != 0) {
            const auto shown = ask(parts.with, *group);
            if (shown.selected && parts.with.contains(*shown.selected)) {
                if (parts.without.tuples() != 0) { waiting_.push_back(parts.without); }
                return name(parts.with, *shown.selected);
            }
        }
    }
    std::ranges::move(halves(box), std::back_inserter(waiting_));
}

void EspSearch::explore()
{
    while (!waiting_.empty()) {
        const auto box = waiting_.front();
        waiting_.pop_front();
        if (result_.allows_no_other) {
            give_up(box, "the gateway lets nobody have another Child SA");
            continue;
        }
        if (!affordable()) {
            give_up(box, out_of_means());
            continue;
        }
        const auto reply = ask(box);
        if (reply.kind == Kind::accepted) {
            look_into(box, reply);
        } else if (reply.kind == Kind::refused) {
            refused_.push_back(box);
        } else if (reply.kind == Kind::unanswered || box.is_single()) {
            give_up(box, "answered with: " + reply.code);
        } else {
            std::ranges::move(halves(box), std::back_inserter(waiting_));
        }
    }
}

// The same transforms with those of accepted tuples in their midst lead to one of these. Where no row of the box's kind has a group,
// one without stands for it: NONE among the groups.
bool EspSearch::control_works(const Box& box)
{
    const auto mine = rows_of_its_kind(box, as_tuples(bench_.edition.ipsec));
    for (const bool with_group : {has_groups(box), false}) {
        std::vector<IkeRow> rows;
        std::ranges::copy_if(mine, std::back_inserter(rows), [&](const IkeRow& row) { return (row.group != 0) == with_group; });
        if (rows.empty()) { continue; }
        auto* here = tunnel();
        if (here == nullptr) { return false; }
        auto larger = box;
        if (!with_group && has_groups(box)) { larger.group.push_back(0); }
        const auto spi = peers::ike::fresh_esp_spi(bench_.random);
        auto proposal = esp_proposal_of(proposal_with(larger, rows, Place::middle, 1), spi);
        std::vector<std::uint16_t> groups;
        for (const auto& one : proposal.of(TransformType::key_exchange_method)) {
            groups.push_back(one.id);
        }
        const auto beside = std::ranges::find(groups, ecp_256) == groups.end() ? ecp_256 : rows.front().group;
        const auto ke_group = with_group ? beside : std::uint16_t{0};
        const auto made = here->open_child(here->create_child_sa({{proposal}, {}}, ke_group));
        ++result_.requests;
        if (made.selected) { (void)here->close_child(spi); }
        if (!made.conclusion.opened) { tunnel_.reset(); }
        return made.selected || made.wanted_group;
    }
    return false;
}

// One tuple alone, drawn by the seed: it is refused like the whole box.
void EspSearch::spot_check(const Box& box)
{
    const auto tuple = tuple_at(box, bench_.random.below(static_cast<std::uint32_t>(box.tuples())));
    const auto reply = ask(single(tuple));
    if (reply.kind == Kind::accepted) { return name(box, tuple); }
    if (reply.kind != Kind::refused) { return give_up(box, "answered with: " + reply.code); }
    ++result_.boxes;
    ++result_.measured;
    result_.inferred += box.tuples() - 1;
}

// Of a box that was refused. Its parts are asked where the control does not work; what is accepted of them is looked into.
void EspSearch::decide(const Box& box)
{
    if (box.is_single()) {
        ++result_.measured;
        return;
    }
    if (!affordable()) { return give_up(box, out_of_means()); }
    if (control_works(box)) { return spot_check(box); }
    std::ranges::move(halves(box), std::back_inserter(waiting_));
}

EspSearchResult EspSearch::run()
{
    for (auto& box : esp_complement(bench_.registries, bench_.edition.ipsec)) {
        waiting_.push_back(std::move(box));
    }
    for (auto& box : unprotected_tuples(bench_.registries)) {
        waiting_.push_back(std::move(box));
    }
    for (explore(); !refused_.empty(); explore()) {
        const auto box = refused_.back();
        refused_.pop_back();
        decide(box);
    }
    if (tunnel_) { tunnel_->leave(); }
    return std::move(result_);
}

}  // namespace conformance::probes::ike
