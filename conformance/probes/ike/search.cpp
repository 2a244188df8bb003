#include "probes/ike/search.h"

#include <algorithm>

#include "probes/ike/finishable.h"

namespace conformance::probes::ike {

namespace {

using catalog::IkeRow;

constexpr unsigned most_silences = 6;  // a gateway that keeps silent decides nothing, and takes long over it
constexpr unsigned most_oddities = 64;  // answers that neither accept nor refuse
constexpr unsigned plenty = 400;           // requests beyond the plan, unless the run is full
constexpr std::size_t enough_extra = 100;  // named, unless the run is full
constexpr std::size_t most_frames = 64;

std::vector<std::vector<Box>> each_alone(const std::vector<Box>& boxes)
{
    std::vector<std::vector<Box>> packs;
    std::ranges::transform(boxes, std::back_inserter(packs), [](const Box& box) { return std::vector{box}; });
    return packs;
}

}  // namespace

Search::Search(Bench& bench, const std::optional<IkeRow>& known_row, peers::ike::Port port)
    : bench_{bench}, requests_{bench, port}, control_{bench.edition.ike, requests_}
{
    if (known_row) { control_.know(*known_row); }
}

bool Search::affordable() const
{
    return requests_.silences() < most_silences &&
           (bench_.full || (spent_ < plenty && requests_.oddities() < most_oddities && result_.extra.size() < enough_extra));
}

std::string Search::out_of_means() const
{
    if (requests_.silences() >= most_silences) { return "the gateway keeps silent on proposals like these"; }
    if (requests_.oddities() >= most_oddities) {
        return "the gateway answers proposals like these with neither acceptance nor NO_PROPOSAL_CHOSEN";
    }
    if (!explored_ || result_.extra.size() >= enough_extra) { return "too many extra tuples to name them all; --full names every one"; }
    return "the gateway cannot cope with proposals of many transforms; --full asks for each tuple";
}

void Search::note(const std::string& what)
{
    if (std::ranges::find(result_.notes, what) == result_.notes.end()) { result_.notes.push_back(what); }
}

void Search::give_up(const Box& box, const std::string& why)
{
    result_.unknown += box.tuples();
    note(why);
}

void Search::name(const IkeRow& tuple, const std::vector<unsigned>& frames)
{
    if (std::ranges::find(result_.extra, tuple) != result_.extra.end()) { return; }
    if (result_.extra.empty()) { result_.frames.clear(); }
    result_.extra.push_back(tuple);
    if (result_.frames.size() < most_frames) { result_.frames.insert(result_.frames.end(), frames.begin(), frames.end()); }
    control_.know(tuple);
}

Reply Search::ask(const Boxes& boxes)
{
    auto reply = requests_.ask(boxes);
    if (result_.extra.empty()) { result_.frames = reply.frames; }
    return reply;
}

// A box as boxes that fit a request each, and so do their controls.
Search::Boxes Search::fitting(const Box& box) const
{
    const auto group = requests_.ke_group_of_its_own({box});
    const bool fits = requests_.fits(offer_of({box}), group) && requests_.fits(control_.offer(box), group);
    if (box.is_single() || fits) { return {box}; }
    Boxes parts;
    for (const auto& half : halves(box)) {
        std::ranges::move(fitting(half), std::back_inserter(parts));
    }
    return parts;
}

// The grid without the rows and without what is known to be accepted, too.
Search::Boxes Search::undecided() const
{
    auto known = bench_.edition.ike;
    known.insert(known.end(), result_.extra.begin(), result_.extra.end());
    Boxes parts;
    for (const auto& box : complement(bench_.registries, known)) {
        std::ranges::move(fitting(box), std::back_inserter(parts));
    }
    return parts;
}

// All boxes as parts to ask. What cannot be finished has nothing to do with most rows: its parts are those of the grid.
Search::Boxes Search::parts_of(const Boxes& boxes) const
{
    Boxes parts = parts_to_ask(boxes);
    std::erase_if(parts, [](const Box& part) { return !can_be_finished(part); });
    auto unfinished = bench_.edition.ike;
    unfinished.insert(unfinished.end(), result_.extra.begin(), result_.extra.end());
    std::erase_if(unfinished, [](const IkeRow& row) { return can_be_finished(single(row)); });
    for (const auto& box : complement(bench_.registries, unfinished)) {
        for (const auto& fitted : fitting(box)) {
            std::ranges::copy_if(parts_to_ask(fitted), std::back_inserter(parts),
                                 [](const Box& part) { return !can_be_finished(part); });
        }
    }
    return parts;
}

// The tuple that a reply shows to be accepted. One that is offered alone shows by its group being asked for.
std::optional<IkeRow> Search::shown_by(const Reply& reply, const Boxes& pack) const
{
    if (reply.selected) { return reply.selected; }
    if (reply.kind != Reply::Kind::wants_group || pack.size() != 1 || !pack.front().is_single()) { return std::nullopt; }
    const auto tuple = tuple_at(pack.front(), 0);
    const bool asks_for_it = reply.group == tuple.group && requests_.ke_group(pack) != tuple.group;
    return asks_for_it ? std::optional{tuple} : std::nullopt;
}

// The gateway asks for a group, so it accepts something that has it: those tuples apart from the others.
std::vector<Search::Boxes> Search::after_wanted_group(const Boxes& pack, std::uint16_t group) const
{
    Boxes inside;
    Boxes outside;
    for (const auto& box : pack) {
        const auto [with, without] = parted_by_group(box, group);
        if (with.tuples() != 0) { inside.push_back(with); }
        if (without.tuples() != 0) { outside.push_back(without); }
    }
    if (inside.empty() || requests_.ke_group(pack) == group) { return {}; }  // nothing has it, or the request had it already
    if (inside != pack) { return {inside, outside}; }
    return pack.size() == 1 ? each_alone(halves(pack.front())) : each_alone(pack);
}

void Search::keep_refused(const Boxes& pack)
{
    auto& refused = pack.size() == 1 ? refused_whole_ : refused_together_;
    refused.insert(refused.end(), pack.begin(), pack.end());
    if (pack.size() > 1) { bulkiest_.grow_to(requests_.bulk_of(offer_of(pack), requests_.ke_group(pack))); }
}

// What is still to be explored of a pack after the gateway's reply to it. What can be read as no tuple is left to decide().
std::vector<Search::Boxes> Search::left_of(const Boxes& pack, const Reply& reply)
{
    if (reply.kind == Reply::Kind::refused) {
        keep_refused(pack);
        return {};
    }
    const auto tuple = shown_by(reply, pack);
    const auto holds_it = [&](const Box& box) { return tuple && box.contains(*tuple); };
    if (std::ranges::any_of(pack, holds_it)) {
        ++result_.measured;
        name(*tuple, reply.frames);
        Boxes rest;
        for (const auto& box : pack) {
            std::ranges::move(holds_it(box) ? without(box, *tuple) : Boxes{box}, std::back_inserter(rest));
        }
        return {rest};
    }
    if (reply.kind == Reply::Kind::wants_group) { return after_wanted_group(pack, reply.group); }
    return pack.size() == 1 ? std::vector<Boxes>{} : each_alone(pack);
}

// Whatever is accepted is named.
void Search::explore(const Boxes& boxes)
{
    auto todo = requests_.packed(parts_of(boxes));
    while (!todo.empty()) {
        if (!affordable()) {
            explored_ = false;
            return;
        }
        const auto pack = std::move(todo.back());
        todo.pop_back();
        for (auto& part : left_of(pack, ask(pack))) {
            for (auto& smaller : requests_.packed(std::move(part))) {
                todo.push_back(std::move(smaller));
                ++spent_;
            }
        }
    }
}

SearchResult Search::run()
{
    explore(undecided());
    if (!control_.has_something_to_rest_on() && !bench_.full) {
        for (const auto& box : undecided()) {
            give_up(box, "the gateway accepted nothing that a control could rest on");
        }
    } else {
        decide(undecided());
    }
    result_.requests = requests_.requests();
    return result_;
}

}  // namespace conformance::probes::ike
