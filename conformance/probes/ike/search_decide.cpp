// The second half of the search: which of the refusals count.

#include <algorithm>

#include "probes/ike/finishable.h"
#include "probes/ike/search.h"

namespace conformance::probes::ike {

namespace {

constexpr unsigned many_spot_checks = 32;  // a box, in a full run
constexpr std::size_t too_many_for_one = 20'000;  // tuples of which a single one says nothing

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

bool Search::was_refused_as_a_part(const Box& part) const
{
    return std::ranges::any_of(refused_whole_, [&](const Box& box) { return is_within(part, box); });
}

bool Search::was_refused(const Box& box) const
{
    return std::ranges::all_of(parts_to_ask(box), [&](const Box& part) { return was_refused_as_a_part(part); });
}

void Search::decide(const Boxes& boxes)
{
    Boxes rest;
    Boxes unasked;
    for (const auto& box : boxes) {
        if (was_refused(box)) {
            refused(box);
        } else {
            rest.push_back(box);
            std::ranges::copy_if(parts_to_ask(box), std::back_inserter(unasked),
                                 [&](const Box& part) { return !was_refused_as_a_part(part); });
        }
    }
    for (const auto& pack : requests_.packed(unasked)) {
        if (affordable() && ask(pack).kind == Reply::Kind::refused) {
            refused_whole_.insert(refused_whole_.end(), pack.begin(), pack.end());
        }
    }
    for (const auto& box : rest) {
        was_refused(box) ? refused(box) : narrow(box);
    }
}

}  // namespace conformance::probes::ike
