// The second half of the search: which of the refusals count.

#include <algorithm>
#include <utility>

#include "probes/ike/finishable.h"
#include "probes/ike/search.h"

namespace conformance::probes::ike {

namespace {

constexpr unsigned many_spot_checks = 32;  // a box, in a full run
constexpr std::size_t too_many_for_one = 20'000;  // tuples of which a single one says nothing

constexpr unsigned most_strangers = 3;  // in one control

template <class T>
bool includes(const std::vector<T>& some, const std::vector<T>& others)
{
    return std::ranges::all_of(others, [&](const T& one) { return std::ranges::find(some, one) != some.end(); });
}

bool is_within(const Box& part, const Box& box)
{
    return includes(box.encryption, part.encryption) && includes(box.prf, part.prf) &&
           includes(box.integrity, part.integrity) && includes(box.group, part.group);
}

}  // namespace

// The control: something accepted is found in the midst of the box's transforms.
bool Search::control_works(const Box& box)
{
    if (std::ranges::find(controlled_, box) != controlled_.end()) { return true; }
    const auto outcome = control_.check(box);
    if (outcome.stranger) {
        name(*outcome.stranger, outcome.frames);
        note("a tuple is accepted among the transforms of a box that was refused whole");
    }
    return outcome.held;
}

// Seeded tuples of the box, asked for alone: a gateway that mishandles boxes is found out by them.
void Search::spot_check(const Box& box)
{
    const unsigned few = box.tuples() > too_many_for_one ? 0 : 1;
    for (unsigned i = 0; i < (bench_.full ? many_spot_checks : few) && result_.inferred != 0; ++i) {
        ask_alone(box);
    }
}

void Search::ask_alone(const Box& box)
{
    const auto tuple = tuple_at(box, bench_.random.below(static_cast<std::uint32_t>(box.tuples())));
    const auto alone = single(tuple);
    const auto reply = ask({alone});
    --result_.inferred;
    if (shown_by(reply, {alone})) {
        ++result_.measured;
        name(tuple, reply.frames);
        note("a box was refused whole although one of its tuples is accepted alone");
    } else if (reply.kind == Reply::Kind::refused) {
        ++result_.measured;
    } else {
        give_up(alone, "a single tuple was not answered");
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
    if (!control_works(box)) {
        narrow_halves(box);
        return;
    }
    ++result_.boxes;
    result_.inferred += box.tuples();
    spot_check(box);
}

void Search::narrow_halves(const Box& box)
{
    for (const auto& half : halves(box)) {
        narrow(half);
    }
}

// One box: refused, or cut smaller until what it accepts is named.
void Search::narrow(const Box& box)
{
    ++spent_;
    if (!affordable()) {
        give_up(box, out_of_means());
        return;
    }
    if (const auto parts = parts_to_ask(box); parts.size() > 1) {
        for (const auto& part : parts) {
            narrow(part);
        }
        return;
    }
    const auto reply = ask({box});
    if (reply.kind == Reply::Kind::refused) {
        refused(box);
        return;
    }
    const auto tuple = shown_by(reply, {box});
    if (tuple && box.contains(*tuple)) {
        ++result_.measured;
        name(*tuple, reply.frames);
        for (const auto& rest : without(box, *tuple)) {
            narrow(rest);
        }
        return;
    }
    if (box.is_single()) {
        give_up(box, "a single tuple was not answered");
        return;
    }
    if (reply.kind == Reply::Kind::wants_group && box.group.size() > 1) {
        const auto [with, without] = parted_by_group(box, reply.group);
        if (with.tuples() == 0) {
            give_up(box, "the gateway asked for group " + std::to_string(reply.group) + ", which was not offered");
            return;
        }
        narrow(with);
        narrow(without);
        return;
    }
    narrow_halves(box);  // an answer that cannot be read as one tuple: smaller boxes tell
}

bool Search::was_refused_as_a_part(const Box& part, const Boxes& refused)
{
    return std::ranges::any_of(refused, [&](const Box& box) { return is_within(part, box); });
}

bool Search::was_refused(const Box& box) const
{
    return std::ranges::all_of(parts_to_ask(box), [&](const Box& part) { return was_refused_as_a_part(part, refused_whole_); });
}

// Parts that were never asked, or not since something was cut out of them.
void Search::ask_rest(const Boxes& boxes)
{
    Boxes unasked;
    for (const auto& box : boxes) {
        std::ranges::copy_if(parts_to_ask(box), std::back_inserter(unasked), [&](const Box& part) {
            return !was_refused_as_a_part(part, refused_whole_) && !was_refused_as_a_part(part, refused_together_);
        });
    }
    for (const auto& pack : requests_.packed(unasked)) {
        if (affordable() && ask(pack).kind == Reply::Kind::refused) { keep_refused(pack); }
    }
}

bool Search::copes_with_company(const Box& box, Side side)
{
    for (unsigned strangers = 0; strangers < most_strangers; ++strangers) {
        const auto outcome = control_.check(box, refused_together_, bulkiest_, side);
        if (!outcome.stranger) {
            if (outcome.held) { controlled_.push_back(box); }
            return outcome.held;
        }
        name(*outcome.stranger, outcome.frames);
    }
    return false;
}

// Boxes that were refused beside others count when a gateway reads the first and the last proposal of such requests; else each is
// asked alone. What serves for that are the smallest boxes, which leave most room.
void Search::believe_those_refused_together(const Boxes& boxes)
{
    if (refused_together_.empty() || boxes.empty()) { return; }
    auto by_size = boxes;
    std::ranges::stable_sort(by_size, {}, proposal_octets);
    const auto& first = by_size.front();
    const auto& second = by_size[by_size.size() > 1 ? 1 : 0];
    const bool copes = copes_with_company(first, Side::before) && copes_with_company(second, Side::behind);
    const auto together = std::exchange(refused_together_, {});
    if (copes) {
        refused_whole_.insert(refused_whole_.end(), together.begin(), together.end());
        return;
    }
    note("the gateway does not read requests of many proposals or transforms to their end: each box was asked for alone");
    for (const auto& part : together) {
        ++spent_;
        if (affordable() && ask({part}).kind == Reply::Kind::refused) { keep_refused({part}); }
    }
}

void Search::decide(const Boxes& boxes)
{
    ask_rest(boxes);
    believe_those_refused_together(boxes);
    for (const auto& box : boxes) {
        was_refused(box) ? refused(box) : narrow(box);
    }
}

}  // namespace conformance::probes::ike
